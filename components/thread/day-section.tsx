import { Fragment, memo, useEffect, useState, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { isUnanswered } from "@/lib/client/merge-timeline";
import type { TimelineItem } from "@/lib/domain/message";
import { Divider } from "./divider";
import { EventRow } from "./event-row";
import { MessageRow } from "./message-row";
import { NoteRow } from "./note-row";
import { isJoined, keyOf } from "./timeline-days";

interface DaySectionProps {
  /** "Today", "Tuesday, November 17". */
  words: string;
  items: readonly TimelineItem[];
  /** The item that "New" stands above, when it is one of these. */
  newFromId: string | null;
  contactName: string;
  timeZone: string;
  isOnline: boolean;
}

/** One day of a thread. Days that nothing happened to aren't drawn anew, nor laid out while they are out of sight. */
export const DaySection = memo(function DaySection(props: DaySectionProps) {
  const { words, items, newFromId } = props;
  const hasSize = useHasSize();
  return (
    <section
      aria-label={words}
      // Out of sight it keeps the size it had, so that nothing moves. The room at its sides is for focus rings.
      className={cn(
        "-mx-1 flex flex-col px-1 pb-1 [contain-intrinsic-size:auto_800px]",
        hasSize && "[content-visibility:auto]",
      )}
    >
      <Divider words={words} />
      {items.map((item, index) => (
        <Fragment key={keyOf(item)}>
          {item.id === newFromId ? <Divider words="New" isAccent /> : null}
          {drawItem(item, index, props)}
        </Fragment>
      ))}
    </section>
  );
}, isSameDay);

function drawItem(
  item: TimelineItem,
  index: number,
  { items, newFromId, ...day }: DaySectionProps,
): ReactNode {
  const { contactName, timeZone, isOnline } = day;
  switch (item.kind) {
    case "note":
      return <NoteRow note={item} timeZone={timeZone} />;
    case "event":
      return <EventRow event={item} timeZone={timeZone} />;
    case "message": {
      const below = items[index + 1];
      return (
        <MessageRow
          message={item}
          contactName={contactName}
          timeZone={timeZone}
          joinsAbove={item.id !== newFromId && isJoined(items[index - 1], item)}
          joinsBelow={below?.id !== newFromId && isJoined(item, below)}
          waits={!isOnline && isUnanswered(item)}
        />
      );
    }
  }
}

/** The list of a day's items is made anew with every change to the thread; what counts is what is in it. */
function isSameDay(before: DaySectionProps, after: DaySectionProps): boolean {
  return (
    before.words === after.words &&
    before.newFromId === after.newFromId &&
    before.contactName === after.contactName &&
    before.timeZone === after.timeZone &&
    before.isOnline === after.isOnline &&
    before.items.length === after.items.length &&
    before.items.every((item, index) => item === after.items[index])
  );
}

/** True once it has been laid out and painted: only then is there a size to keep. */
function useHasSize(): boolean {
  const [hasSize, setHasSize] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setHasSize(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return hasSize;
}
