import type { QueryClient } from "@tanstack/react-query";
import type { Message, NewMessage } from "@/lib/domain/message";
import { conversationQueries } from "./conversation-queries";
import { meQueries } from "./me-queries";
import { pendingChangesTo } from "./pending-changes";
import {
  flattenTimeline,
  mergeTimeline,
  overlaps,
  withoutBubble,
  withReadKept,
  withoutRemoved,
  withoutUnread,
} from "./merge-timeline";

const refreshes = new Map<string, { again: boolean }>();

/** How often each thread has been marked read: whether it was while its newest page was on its way. */
const readMarks = new Map<string, number>();

/**
 * Brings a cached thread up to date: its newest page is fetched again, which holds what is new and what has
 * changed of late (delivery, texts taken back). More than a page behind, the thread starts over from the newest.
 * Several calls at once make one fetch, and one more for what came while it ran. Nothing cached: nothing to do.
 */
export async function refreshTimeline(client: QueryClient, id: string): Promise<void> {
  const running = refreshes.get(id);
  if (running) {
    running.again = true;
    return;
  }
  const state = { again: true };
  refreshes.set(id, state);
  try {
    while (state.again) {
      state.again = false;
      await refreshOnce(client, id);
    }
  } catch {
    // What is on screen stays there; the thread is fetched anew when it is next opened or the connection is back.
    await client.invalidateQueries({
      queryKey: conversationQueries.timeline(id).queryKey,
      refetchType: "none",
    });
  } finally {
    refreshes.delete(id);
  }
}

/** Shows a text in its thread: a new bubble, or the server's answer in the place of one. */
export function putMessage(client: QueryClient, message: Message): void {
  client.setQueryData(conversationQueries.timeline(message.conversationId).queryKey, (timeline) =>
    timeline ? mergeTimeline(timeline, [message]) : timeline,
  );
}

/** Takes note that everything in a cached thread has been read, so that what comes next is what is new in it. */
export function markTimelineRead(client: QueryClient, conversationId: string): void {
  readMarks.set(conversationId, (readMarks.get(conversationId) ?? 0) + 1);
  client.setQueryData(conversationQueries.timeline(conversationId).queryKey, (timeline) =>
    timeline ? withoutUnread(timeline) : timeline,
  );
}

/** Takes the bubble of a refused send away again. */
export function removeBubble(client: QueryClient, conversationId: string, clientId: string): void {
  client.setQueryData(conversationQueries.timeline(conversationId).queryKey, (timeline) =>
    timeline ? withoutBubble(timeline, clientId) : timeline,
  );
}

/** How a text looks before the server has answered: queued, ours, and never above what is already on screen. */
export function bubbleFor(client: QueryClient, conversationId: string, message: NewMessage): Message {
  const timeline = client.getQueryData(conversationQueries.timeline(conversationId).queryKey);
  const newestAt = (timeline && flattenTimeline(timeline).at(-1)?.at) ?? "";
  const now = new Date().toISOString();
  const me = client.getQueryData(meQueries.me().queryKey);
  return {
    id: message.clientId,
    kind: "message",
    conversationId,
    direction: "outbound",
    text: message.text,
    media: [],
    status: message.sendAt ? "scheduled" : "queued",
    failure: null,
    author: me ? { id: me.id, name: me.name } : null,
    clientId: message.clientId,
    providerMessageId: null,
    unread: false,
    needsDecision: false,
    sendAt: message.sendAt ?? null,
    at: now > newestAt ? now : newestAt,
  };
}

async function refreshOnce(client: QueryClient, id: string): Promise<void> {
  const { queryKey } = conversationQueries.timeline(id);
  const cached = client.getQueryData(queryKey);
  if (!cached) return;
  const knownBefore = new Set(flattenTimeline(cached).map((item) => item.id));
  const marksBefore = readMarks.get(id);
  const wasChanging = pendingChangesTo(client, id).length > 0;
  const page = await client.query(conversationQueries.newestTimelinePage(id));
  // Read at the server before it knew that somebody has seen these.
  const mayLackMark = wasChanging || readMarks.get(id) !== marksBefore;
  client.setQueryData(queryKey, (timeline) => {
    if (!timeline) return timeline;
    const fresh = mayLackMark ? withReadKept(timeline, page) : page;
    if (!overlaps(timeline, fresh)) return { pages: [fresh], pageParams: [null] };
    return mergeTimeline(withoutRemoved(timeline, fresh, knownBefore), fresh.items);
  });
}
