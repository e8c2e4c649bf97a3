import type { InfiniteData } from "@tanstack/react-query";
import { rankOfStatus, type TimelineItem, type TimelinePage } from "@/lib/domain/message";

/** A cached thread: `pages[0]` is the newest page, items within a page run from old to new. */
export type TimelinePages = InfiniteData<TimelinePage>;

/**
 * Takes fresh items into a cached thread: known ones (same id, or the same clientId as a bubble that was waiting
 * for its answer) are replaced, new ones go where their time puts them. A delivery status never goes back.
 */
export function mergeTimeline(timeline: TimelinePages, fresh: TimelineItem[]): TimelinePages {
  const incoming = new Map(fresh.map((item) => [item.id, item]));
  const byClientId = new Map(fresh.flatMap((item) => pairByClientId(item)));

  const pages = timeline.pages.map((page) => ({
    ...page,
    items: page.items.flatMap((known) => {
      const match = incoming.get(known.id) ?? byClientId.get(clientIdOf(known) ?? "");
      if (!match) return [known];
      // Taken once: a bubble and its server row are both here when the live event overtook the answer.
      return incoming.delete(match.id) ? [withoutSetback(known, match)] : [];
    }),
  }));
  const newest = pages[0];
  if (!newest) return timeline;
  for (const item of incoming.values()) {
    const page = pages.find(({ items }) => items[0] && compareItems(items[0], item) <= 0) ?? newest;
    page.items.push(item);
  }
  for (const page of pages) page.items.sort(compareItems);
  return { ...timeline, pages };
}

/**
 * What a cached thread should lose after its newest page was fetched again: rows in that page's span which were
 * known when the fetch began and aren't there any more (a text taken back before it left).
 */
export function withoutRemoved(
  timeline: TimelinePages,
  fresh: TimelinePage,
  knownBefore: Set<string>,
): TimelinePages {
  const stillThere = new Set(fresh.items.map((item) => item.id));
  const oldest = fresh.before === null ? undefined : fresh.items[0];
  const isGone = (item: TimelineItem) =>
    knownBefore.has(item.id) &&
    !stillThere.has(item.id) &&
    !isUnanswered(item) &&
    (!oldest || compareItems(item, oldest) > 0);
  return {
    ...timeline,
    pages: timeline.pages.map((page) => ({ ...page, items: page.items.filter((item) => !isGone(item)) })),
  };
}

/** A bubble whose send the server hasn't answered yet: until then the clientId is its id. */
export function isUnanswered(item: TimelineItem): boolean {
  return item.kind === "message" && item.id === item.clientId;
}

/** Whether a freshly fetched newest page touches what is cached; if not, more came in between than one page holds. */
export function overlaps(timeline: TimelinePages, fresh: TimelinePage): boolean {
  if (fresh.before === null) return true;
  const known = new Set(timeline.pages.flatMap((page) => page.items.map((item) => item.id)));
  return known.size === 0 || fresh.items.some((item) => known.has(item.id));
}

/** A cached thread without the bubble of a send that was refused. */
export function withoutBubble(timeline: TimelinePages, clientId: string): TimelinePages {
  return {
    ...timeline,
    pages: timeline.pages.map((page) => ({
      ...page,
      items: page.items.filter((item) => item.id !== clientId),
    })),
  };
}

/** A cached thread in which everything has been read. */
export function withoutUnread(timeline: TimelinePages): TimelinePages {
  const read = (item: TimelineItem) =>
    item.kind === "message" && item.unread ? { ...item, unread: false } : item;
  return { ...timeline, pages: timeline.pages.map((page) => ({ ...page, items: page.items.map(read) })) };
}

/** A fresh page in which nothing is unread that was read in the cached thread. */
export function withReadKept(timeline: TimelinePages, fresh: TimelinePage): TimelinePage {
  const read = new Set(
    flattenTimeline(timeline).flatMap((item) => (item.kind === "message" && !item.unread ? [item.id] : [])),
  );
  const items = fresh.items.map((item) =>
    item.kind === "message" && item.unread && read.has(item.id) ? { ...item, unread: false } : item,
  );
  return { ...fresh, items };
}

/** All items of a cached thread, oldest first. */
export function flattenTimeline(timeline: TimelinePages): TimelineItem[] {
  return timeline.pages.toReversed().flatMap((page) => page.items);
}

function pairByClientId(item: TimelineItem): [string, TimelineItem][] {
  const clientId = clientIdOf(item);
  return clientId === null ? [] : [[clientId, item]];
}

function clientIdOf(item: TimelineItem): string | null {
  return item.kind === "message" ? item.clientId : null;
}

function compareItems(a: TimelineItem, b: TimelineItem): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** An answer that left the server before a later event must not turn "delivered" back into "sent". */
function withoutSetback(known: TimelineItem, fresh: TimelineItem): TimelineItem {
  if (known.kind !== "message" || fresh.kind !== "message" || known.id !== fresh.id) return fresh;
  const retried = known.status === "failed" || known.status === "unknown";
  if (retried || rankOfStatus(fresh.status) >= rankOfStatus(known.status)) return fresh;
  return { ...fresh, status: known.status, failure: known.failure };
}
