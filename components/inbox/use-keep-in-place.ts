import { useLayoutEffect, useRef, useState, type PointerEvent, type RefObject, type UIEvent } from "react";
import type { Conversation } from "@/lib/domain/conversation";
import { freshRows, rowsToFollow } from "./keep-in-place";

/**
 * Follows the rows with the scroll position, so that nothing moves under the pointer or where somebody has scrolled
 * to, and counts the news above what's in sight. `handlers` belong on the scrolling element.
 */
export function useKeepInPlace(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Conversation[],
  rowHeight: number,
) {
  const previous = useRef(rows);
  const pointerY = useRef<number | null>(null);
  /** Ids of news that nobody has seen yet. */
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());

  useLayoutEffect(() => {
    const before = previous.current;
    const element = scroller.current;
    previous.current = rows;
    if (before === rows || !element) return;
    const anchor = anchorIndex(element, pointerY.current, rowHeight);
    if (anchor !== null) element.scrollBy({ top: rowsToFollow(before, rows, anchor) * rowHeight });
    const above = idsAbove(rows, element, rowHeight);
    const news = freshRows(before, rows).filter((id) => above.has(id));
    if (news.length > 0) setFresh((known) => new Set([...known, ...news]));
  }, [scroller, rows, rowHeight]);

  return {
    freshAbove: fresh.size,
    handlers: {
      onScroll: ({ currentTarget }: UIEvent<HTMLDivElement>) => {
        if (fresh.size === 0) return;
        const above = idsAbove(rows, currentTarget, rowHeight);
        const left = [...fresh].filter((id) => above.has(id));
        if (left.length < fresh.size) setFresh(new Set(left));
      },
      onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
        // A finger lies on the list only while it scrolls.
        if (event.pointerType === "touch") return;
        pointerY.current = event.clientY - event.currentTarget.getBoundingClientRect().top;
      },
      onPointerLeave: () => {
        pointerY.current = null;
      },
    },
  };
}

/** The row to hold on to; null at the top with no pointer over the list, where new rows may come in as they like. */
function anchorIndex(element: HTMLElement, pointerY: number | null, rowHeight: number): number | null {
  if (pointerY !== null) return Math.floor((element.scrollTop + pointerY) / rowHeight);
  return element.scrollTop > 0 ? Math.floor(element.scrollTop / rowHeight) : null;
}

function idsAbove(rows: readonly Conversation[], element: HTMLElement, rowHeight: number): Set<string> {
  return new Set(rows.slice(0, Math.floor((element.scrollTop + 1) / rowHeight)).map(({ id }) => id));
}
