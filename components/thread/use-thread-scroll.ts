import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefCallback } from "react";
import { AnchoredScroller, type ScrollPosition } from "./anchored-scroller";

/** Older messages are asked for this far ahead, so that scrolling up doesn't run into the end. */
const LOAD_AHEAD_PX = 1200;

export type ThreadScroll = {
  scrollerRef: RefCallback<HTMLDivElement>;
  contentRef: RefCallback<HTMLDivElement>;
  isAtBottom: boolean;
  /** More than a screen above the newest message. */
  isFarUp: boolean;
  scrollToBottom: () => void;
};

/**
 * Where a thread stands, and what makes it stay there (see AnchoredScroller).
 * @param items changes whenever the thread does
 * @param loadOlder fetches the page above; null while that can't be done or is being done
 */
export function useThreadScroll(items: unknown, loadOlder: (() => void) | null): ThreadScroll {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [content, setContent] = useState<HTMLDivElement | null>(null);
  const scroller = useRef<AnchoredScroller | null>(null);
  const [position, setPosition] = useState({ isAtBottom: true, isFarUp: false });
  const [isNearTop, setIsNearTop] = useState(false);

  const takePosition = useCallback(({ isAtBottom, isFarUp, fromTopPx }: ScrollPosition) => {
    setPosition((known) =>
      known.isAtBottom === isAtBottom && known.isFarUp === isFarUp ? known : { isAtBottom, isFarUp },
    );
    setIsNearTop(fromTopPx < LOAD_AHEAD_PX);
  }, []);

  useLayoutEffect(() => {
    if (!element || !content) return;
    const attached = new AnchoredScroller(element, content, takePosition);
    scroller.current = attached;
    return () => {
      attached.detach();
      scroller.current = null;
    };
  }, [element, content, takePosition]);

  useLayoutEffect(() => {
    if (!scroller.current) return;
    scroller.current.hold();
    takePosition(scroller.current.position);
  }, [element, content, items, takePosition]);

  useEffect(() => {
    // Asked again: a page that has just come in has moved the top away.
    const isStillNear = scroller.current && scroller.current.position.fromTopPx < LOAD_AHEAD_PX;
    if (isNearTop && isStillNear) loadOlder?.();
  }, [isNearTop, loadOlder]);

  const scrollToBottom = useCallback(() => {
    if (!scroller.current) return;
    scroller.current.toBottom();
    takePosition(scroller.current.position);
  }, [takePosition]);

  return { scrollerRef: setElement, contentRef: setContent, ...position, scrollToBottom };
}
