import type { InfiniteData } from "@tanstack/react-query";
import type {
  Conversation,
  ConversationFilter,
  ConversationPage,
  Sort,
  View,
} from "@/lib/domain/conversation";

export type ListPages = InfiniteData<ConversationPage>;

/**
 * Puts a conversation where it belongs in a cached list: in place, moved, in or out. Knows the server's order
 * (newest and oldest by last message, waiting by the oldest unanswered text, ties by id), and that a list which
 * has more pages to come can't show what sorts after its last row yet.
 * @returns the same object when nothing changes: a stale revision, or a row that isn't and needn't be here.
 */
export function placeConversation(
  list: ListPages,
  conversation: Conversation,
  filter: ConversationFilter,
  meId: string,
): ListPages {
  const known = list.pages.flatMap((page) => page.items).find((item) => item.id === conversation.id);
  if (known && isNewer(known, conversation)) return list;

  const belongs = belongsTo(conversation, filter, meId) ?? known !== undefined;
  if (!belongs) return known ? without(list, conversation.id) : list;
  if (
    known &&
    !sortsBefore(known, conversation, filter.sort) &&
    !sortsBefore(conversation, known, filter.sort)
  ) {
    return replaced(list, conversation);
  }
  const rest = known ? without(list, conversation.id) : list;
  return inserted(rest, conversation, filter.sort) ?? rest;
}

/** Whether `a` is a later state of the conversation than `b`. Revisions are database-wide counters, beyond 2^53 in theory. */
export function isNewer(a: Conversation, b: Conversation): boolean {
  return BigInt(a.revision) > BigInt(b.revision);
}

/**
 * Whether a conversation stands in a filtered view, by the same rules as the server's query.
 * @returns null when a conversation alone can't tell: what is scheduled and what a search finds, the server knows.
 */
export function belongsTo(
  conversation: Conversation,
  filter: ConversationFilter,
  meId: string,
): boolean | null {
  if (filter.accountId !== undefined && conversation.accountId !== filter.accountId) return false;
  if (filter.userNumber !== undefined && conversation.userNumber !== filter.userNumber) return false;
  if (filter.assigneeId !== undefined && conversation.assignee?.id !== filter.assigneeId) return false;
  if (filter.unread !== undefined && conversation.unreadCount > 0 !== filter.unread) return false;
  if (filter.optedOut !== undefined && conversation.optedOut !== filter.optedOut) return false;
  if (filter.labelId !== undefined && !conversation.labels.some((label) => label.id === filter.labelId))
    return false;
  if (filter.view === "scheduled" || filter.q) return null;
  return viewsOf(conversation, meId).includes(filter.view);
}

/** The views a conversation stands in for one person. `scheduled` is left out: only the server knows it. */
export function viewsOf(conversation: Conversation, meId: string): View[] {
  if (conversation.archived) return ["all", "archived"];
  if (conversation.snoozedUntil !== null) return ["all", "snoozed"];
  const views: View[] = ["all", "inbox"];
  if (conversation.assignee === null) views.push("unassigned");
  if (conversation.assignee?.id === meId) views.push("mine");
  if (conversation.waitingSince !== null) views.push("needs-reply");
  return views;
}

function sortsBefore(a: Conversation, b: Conversation, sort: Sort): boolean {
  const [first, second] = [sortKey(a, sort), sortKey(b, sort)];
  const difference = first === second ? compare(a.id, b.id) : compare(first, second);
  return sort === "newest" ? difference > 0 : difference < 0;
}

/** ISO times in UTC compare as text. Who isn't waiting comes after everybody who is. */
function sortKey(conversation: Conversation, sort: Sort): string {
  return sort === "waiting" ? (conversation.waitingSince ?? "infinity") : conversation.lastMessageAt;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function without(list: ListPages, id: string): ListPages {
  return mapPages(list, (items) => items.filter((item) => item.id !== id));
}

function replaced(list: ListPages, conversation: Conversation): ListPages {
  return mapPages(list, (items) => items.map((item) => (item.id === conversation.id ? conversation : item)));
}

/** null: it sorts after everything loaded, and the page that will hold it hasn't been asked for. */
function inserted(list: ListPages, conversation: Conversation, sort: Sort): ListPages | null {
  const last = list.pages.length - 1;
  for (const [pageIndex, page] of list.pages.entries()) {
    const before = page.items.findIndex((item) => sortsBefore(conversation, item, sort));
    const isEnd = pageIndex === last && page.nextCursor === null;
    if (before === -1 && !isEnd) continue;
    const at = before === -1 ? page.items.length : before;
    return withPage(list, pageIndex, [...page.items.slice(0, at), conversation, ...page.items.slice(at)]);
  }
  return null;
}

function mapPages(list: ListPages, change: (items: Conversation[]) => Conversation[]): ListPages {
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: change(page.items) })) };
}

function withPage(list: ListPages, index: number, items: Conversation[]): ListPages {
  return { ...list, pages: list.pages.map((page, i) => (i === index ? { ...page, items } : page)) };
}
