import type { QueryClient } from "@tanstack/react-query";
import type { Conversation } from "@/lib/domain/conversation";
import { applyConversation } from "../conversation-cache";
import { conversationQueries } from "../conversation-queries";
import { meQueries } from "../me-queries";
import { readOwnJson } from "../own-json";
import { refreshCounts } from "../refresh-counts";
import { refreshTimeline } from "../timeline-cache";
import { setConnection } from "./connection";
import type { EventStream, StreamEvent, StreamState } from "./event-stream";
import { openSharedStream } from "./shared-stream";

/** After a reconnect the server sends what was missed in one go; when nothing more comes, all of it is here. */
const CAUGHT_UP_MS = 800;
const BACK_ONLINE_SHOWN_MS = 3_000;

/**
 * Keeps the cache current from `GET /api/events` until closed: every changed conversation is placed where it
 * belongs, its open thread is brought up to date, and a gap too large to replay makes everything be fetched anew.
 */
export function startLiveUpdates(client: QueryClient, openStream = openSharedStream): EventStream {
  let wasLive = false;
  let caughtUpTimer: ReturnType<typeof setTimeout> | undefined;
  let missed: { newMessages: number } | null = null;

  const stream = openStream({
    url: "/api/events",
    onEvent,
    onState,
    // A stream can't say why it was refused. A plain call can: signed out leads to the sign-in page.
    onRefused: () => void client.invalidateQueries({ queryKey: meQueries.me().queryKey, refetchType: "all" }),
  });

  function onEvent(event: StreamEvent) {
    if (event.type === "reset") refetchEverything(client);
    if (event.type === "conversation") onConversation(readOwnJson<Conversation>(event.data));
  }

  function onConversation(conversation: Conversation) {
    const { newMessages } = applyConversation(client, conversation);
    if (missed) {
      missed.newMessages += newMessages;
      sayBackOnlineSoon();
    }
    refreshOpenTimeline(client, conversation.id);
    refreshCounts(client);
  }

  function onState(state: StreamState) {
    clearTimeout(caughtUpTimer);
    if (state.kind !== "live") return setConnection(state);
    if (!wasLive) {
      // The page was read before the stream began, so what changed in between is in neither.
      wasLive = true;
      refetchEverything(client);
      return setConnection(state);
    }
    missed = { newMessages: 0 };
    sayBackOnlineSoon();
  }

  function sayBackOnlineSoon() {
    clearTimeout(caughtUpTimer);
    caughtUpTimer = setTimeout(() => {
      setConnection({ kind: "back", newMessages: missed?.newMessages ?? 0 });
      missed = null;
      caughtUpTimer = setTimeout(() => setConnection({ kind: "live" }), BACK_ONLINE_SHOWN_MS);
    }, CAUGHT_UP_MS);
  }

  return {
    retryNow: () => stream.retryNow(),
    close() {
      clearTimeout(caughtUpTimer);
      stream.close();
    },
  };
}

function refreshOpenTimeline(client: QueryClient, id: string): void {
  const query = client.getQueryCache().find({ queryKey: conversationQueries.timeline(id).queryKey });
  if (!query) return;
  if (query.isActive()) void refreshTimeline(client, id);
  else query.invalidate();
}

function refetchEverything(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: conversationQueries.all() });
  refreshCounts(client);
}
