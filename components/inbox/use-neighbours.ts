import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { prefetchTimeline } from "@/lib/client/use-timeline";
import type { Conversation } from "@/lib/domain/conversation";

/** Has a conversation at hand before it's opened, so that it opens at once. */
export function usePrepare(): (conversation: Conversation) => void {
  const client = useQueryClient();
  return useCallback(
    (conversation) => {
      rememberHeader(client, conversation);
      prefetchTimeline(client, conversation.id);
    },
    [client],
  );
}

/** A row knows all that a thread's header shows. */
export function rememberHeader(client: QueryClient, conversation: Conversation): void {
  client.setQueryData(conversationQueries.detail(conversation.id).queryKey, (known) => known ?? conversation);
}

/** Has the conversations beside the open one at hand, for J and K. */
export function usePrepareNeighbours(rows: Conversation[] | undefined, openIndex: number): void {
  const prepare = usePrepare();
  const [before, after] = openIndex === -1 ? [] : [rows?.[openIndex - 1], rows?.[openIndex + 1]];
  useEffect(() => {
    // The open thread comes first.
    const timer = setTimeout(() => [after, before].forEach((row) => row && prepare(row)), 150);
    return () => clearTimeout(timer);
  }, [before?.id, after?.id]); // eslint-disable-line react-hooks/exhaustive-deps -- a row's content doesn't matter here
}
