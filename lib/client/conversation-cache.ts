import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { Conversation, ConversationCounts, ConversationFilter } from "@/lib/domain/conversation";
import { conversationQueries } from "./conversation-queries";
import { meQueries } from "./me-queries";
import { pendingChangesTo } from "./pending-changes";
import { isNewer, placeConversation, viewsOf, type ListPages } from "./place-conversation";

/** How long a change may be on its way past a list that was being fetched at that moment. */
const RECENT_MS = 30_000;

interface RecentChange {
  conversation: Conversation;
  at: number;
}

const recentChanges = new WeakMap<QueryClient, Map<string, RecentChange>>();

/**
 * The one entrance for a conversation's new state into the cache, whether it comes from a live event, an answer
 * or a person's own click: its row moves in every cached list, its header and the view counts follow.
 * What the person has changed and the server hasn't confirmed yet is laid over it; older revisions are ignored.
 * @returns how many unread messages this adds to what was known, for "6 new messages loaded".
 */
export function applyConversation(client: QueryClient, incoming: Conversation): { newMessages: number } {
  const before = findConversation(client, incoming.id);
  if (before && isNewer(before, incoming)) return { newMessages: 0 };

  const conversation = withPendingChanges(client, incoming);
  remember(client, incoming);
  client.setQueryData(conversationQueries.detail(conversation.id).queryKey, conversation);
  for (const cached of cachedLists(client)) placeInList(client, cached, conversation);
  if (before) adjustCounts(client, before, conversation);
  return { newMessages: Math.max(0, conversation.unreadCount - (before?.unreadCount ?? 0)) };
}

/** What the browser knows about a conversation, from its own query or any list. */
export function findConversation(client: QueryClient, id: string): Conversation | undefined {
  const detail = client.getQueryData(conversationQueries.detail(id).queryKey);
  if (detail) return detail;
  for (const { list } of cachedLists(client)) {
    const found = list.pages.flatMap((page) => page.items).find((item) => item.id === id);
    if (found) return found;
  }
  return undefined;
}

/**
 * A list that has just been fetched may have been read before changes that arrived while it was on its way,
 * and knows nothing of clicks the server hasn't confirmed. Both are placed into it again.
 */
export function reapplyRecentChanges(client: QueryClient, fetchedKey: QueryKey): void {
  const cached = cachedLists(client).find(({ queryKey }) => hashKey(queryKey) === hashKey(fetchedKey));
  if (!cached) return;
  const oldest = Date.now() - RECENT_MS;
  const changes = recentChanges.get(client);
  for (const [id, { conversation, at }] of changes ?? []) {
    if (at < oldest) changes?.delete(id);
    else placeInList(client, cached, withPendingChanges(client, conversation));
  }
}

interface CachedList {
  queryKey: QueryKey;
  filter: ConversationFilter;
  list: ListPages;
}

function cachedLists(client: QueryClient): CachedList[] {
  return client
    .getQueriesData<ListPages>({ queryKey: conversationQueries.lists() })
    .flatMap(([queryKey, list]) => {
      const filter = queryKey[2];
      return list && isFilter(filter) ? [{ queryKey, filter, list }] : [];
    });
}

function isFilter(keyPart: unknown): keyPart is ConversationFilter {
  return typeof keyPart === "object" && keyPart !== null && "view" in keyPart;
}

function placeInList(
  client: QueryClient,
  { queryKey, filter }: CachedList,
  conversation: Conversation,
): void {
  client.setQueryData<ListPages>(queryKey, (list) =>
    list ? placeConversation(list, conversation, filter, myId(client)) : list,
  );
}

function withPendingChanges(client: QueryClient, conversation: Conversation): Conversation {
  return pendingChangesTo(client, conversation.id).reduce((state, change) => change(state), conversation);
}

function adjustCounts(client: QueryClient, before: Conversation, after: Conversation): void {
  const me = myId(client);
  client.setQueryData(conversationQueries.counts().queryKey, (counts) => {
    if (!counts) return counts;
    return addTo(addTo(counts, before, me, -1), after, me, 1);
  });
}

function addTo(
  counts: ConversationCounts,
  conversation: Conversation,
  me: string,
  sign: 1 | -1,
): ConversationCounts {
  const unread = conversation.unreadCount > 0 ? sign : 0;
  return viewsOf(conversation, me).reduce((sum, view) => {
    const count = sum[view];
    return { ...sum, [view]: { total: count.total + sign, unread: count.unread + unread } };
  }, counts);
}

function remember(client: QueryClient, conversation: Conversation): void {
  const changes = recentChanges.get(client) ?? new Map<string, RecentChange>();
  recentChanges.set(client, changes);
  changes.set(conversation.id, { conversation, at: Date.now() });
}

function myId(client: QueryClient): string {
  return client.getQueryData(meQueries.me().queryKey)?.id ?? "";
}
