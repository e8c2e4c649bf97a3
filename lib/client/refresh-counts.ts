import type { QueryClient } from "@tanstack/react-query";
import { conversationQueries } from "./conversation-queries";
import { numberQueries } from "./number-queries";

const QUIET_MS = 400;
/** A storm of changes must not keep the counts from ever being refreshed. */
const AT_LATEST_MS = 2_000;

const waiting = new WeakMap<QueryClient, { timer: ReturnType<typeof setTimeout>; since: number }>();

/** Asks the server for the view and number counts again, once things have been quiet for a moment. */
export function refreshCounts(client: QueryClient): void {
  const pending = waiting.get(client);
  const since = pending?.since ?? Date.now();
  clearTimeout(pending?.timer);
  const delay = Math.max(0, Math.min(QUIET_MS, since + AT_LATEST_MS - Date.now()));
  const timer = setTimeout(() => {
    waiting.delete(client);
    void client.invalidateQueries({ queryKey: conversationQueries.counts().queryKey });
    void client.invalidateQueries({ queryKey: numberQueries.list().queryKey });
  }, delay);
  waiting.set(client, { timer, since });
}
