import type { Message, TimelineItem } from "@/lib/domain/message";
import { dayKey } from "./times";

const JOIN_WITHIN_MS = 3 * 60_000;

/** A calendar day of a thread. */
export type TimelineDay = { key: string; items: TimelineItem[] };

/**
 * A thread, cut into days.
 * @param items oldest first
 * @param timeZone whose days they are, such as `America/Los_Angeles`
 */
export function timelineDays(items: readonly TimelineItem[], timeZone: string): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const item of items) {
    const key = dayOf(item, timeZone);
    const day = days.at(-1);
    if (day?.key === key) day.items.push(item);
    else days.push({ key, items: [item] });
  }
  return days;
}

/** What stays the same for a bubble before and after the server knows it. */
export function keyOf(item: TimelineItem): string {
  return item.kind === "message" ? (item.clientId ?? item.id) : item.id;
}

/** Whether two neighbours of a day are drawn as one: by the same sender, within three minutes. */
export function isJoined(above: TimelineItem | undefined, below: TimelineItem | undefined): boolean {
  if (above?.kind !== "message" || below?.kind !== "message") return false;
  return (
    above.direction === below.direction &&
    above.author?.id === below.author?.id &&
    isSettled(above) &&
    Date.parse(below.at) - Date.parse(above.at) <= JOIN_WITHIN_MS
  );
}

/** Its delivery needs no words of its own: those under the last of its group do. */
function isSettled(message: Message): boolean {
  return message.status === "received" || message.status === "sent" || message.status === "delivered";
}

const knownDays = new WeakMap<TimelineItem, { timeZone: string; day: string }>();

/** Items keep their identity while nothing about them changes, and formatting thousands of dates is felt. */
function dayOf(item: TimelineItem, timeZone: string): string {
  const known = knownDays.get(item);
  if (known?.timeZone === timeZone) return known.day;
  const day = dayKey(item.at, timeZone);
  knownDays.set(item, { timeZone, day });
  return day;
}
