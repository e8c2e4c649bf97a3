import { onlineManager } from "@tanstack/react-query";
import { useEffect, useMemo, useState, useSyncExternalStore, type RefCallback } from "react";
import { useClock } from "@/components/ui/clock";
import type { TimelineItem } from "@/lib/domain/message";
import { DaySection } from "./day-section";
import { JumpPill } from "./jump-pill";
import { OlderMessages } from "./older-messages";
import { timelineDays } from "./timeline-days";
import { formatDay } from "./times";

const LINGER_MS = 500;

interface TimelineProps {
  items: readonly TimelineItem[];
  newFromId: string | null;
  contactName: string;
  /** Texts below the fold that nobody has seen yet. */
  unseenBelow: number;
  older: { exists: boolean; isLoading: boolean; hasFailed: boolean; load: () => void };
  scrollerRef: RefCallback<HTMLDivElement>;
  contentRef: RefCallback<HTMLDivElement>;
  /** More than a screen above the newest message. */
  isFarUp: boolean;
  onJumpToLatest: () => void;
}

/** The scrolling part of a thread: its lines, oldest first, and what brings one back to the newest. */
export function Timeline(props: TimelineProps) {
  const {
    items,
    newFromId,
    contactName,
    unseenBelow,
    older,
    scrollerRef,
    contentRef,
    isFarUp,
    onJumpToLatest,
  } = props;
  const clock = useClock();
  const { timeZone } = clock;
  const days = useMemo(() => timelineDays(items, timeZone), [items, timeZone]);
  const isOnline = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
    () => true,
  );

  const isQuiet = useLingering(older.isLoading);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scrollerRef}
        role="log"
        aria-label="Messages"
        // Only what comes in below is news; a page of old messages isn't read out.
        aria-live={isQuiet ? "off" : "polite"}
        aria-relevant="additions"
        tabIndex={0}
        data-thread-scroller
        className="absolute inset-0 overflow-x-hidden overflow-y-auto overscroll-contain px-4 pb-3 [overflow-anchor:none] focus-visible:-outline-offset-2 tablet:px-5 tablet:pb-4 desk:px-6"
      >
        <div className="mx-auto flex min-h-full w-full max-w-[736px] flex-col justify-end">
          {older.exists ? <OlderMessages {...older} /> : null}
          <div ref={contentRef} className="flex flex-col">
            {days.map(({ key, items: dayItems }) => (
              <DaySection
                key={key}
                words={formatDay(key, clock)}
                items={dayItems}
                newFromId={dayItems.some(({ id }) => id === newFromId) ? newFromId : null}
                contactName={contactName}
                timeZone={timeZone}
                isOnline={isOnline}
              />
            ))}
          </div>
        </div>
      </div>
      <JumpPill unseen={unseenBelow} isFarUp={isFarUp} onJump={onJumpToLatest} />
    </div>
  );
}

/** True while `value` is, and a moment longer: screen readers look at what has changed only afterwards. */
function useLingering(value: boolean): boolean {
  const [lingers, setLingers] = useState(value);
  if (value && !lingers) setLingers(true);
  useEffect(() => {
    if (value) return;
    const timer = setTimeout(() => setLingers(false), LINGER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return lingers;
}
