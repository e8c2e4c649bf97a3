import type { TimelineItem } from "@/lib/domain/message";

/** What the "New" divider goes by: what was on screen before, and where the divider stands since. */
export type NewFrom = { knownIds: ReadonlySet<string>; dividerId: string | null };

export const nothingSeen: NewFrom = { knownIds: new Set(), dividerId: null };

/**
 * Where "New" stands after the thread has changed: above the first unread text found on opening, or above the
 * first that came while nobody was looking. Once it stands it stays, until the thread is left.
 * @param isWatched whoever has the thread open saw these come in
 */
export function placeNewDivider(
  before: NewFrom,
  items: readonly TimelineItem[],
  isWatched: boolean,
): NewFrom {
  const isUnseen = (item: TimelineItem) =>
    item.kind === "message" && item.direction === "inbound" && item.unread && !before.knownIds.has(item.id);
  const firstUnseen = isWatched ? undefined : items.find(isUnseen);
  return {
    knownIds: new Set(items.map((item) => item.id)),
    dividerId: before.dividerId ?? firstUnseen?.id ?? null,
  };
}
