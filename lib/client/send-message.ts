import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Message, NewMessage } from "@/lib/domain/message";
import { callApi, mayTryAgain, retryDelayMs } from "./api";
import { bubbleFor, putMessage, refreshTimeline, removeBubble } from "./timeline-cache";

export const SEND_KEY = ["send-message"] as const;

/**
 * Sends a text. Its bubble shows at once under the `clientId` the composer gave it (`newClientId()`), and the
 * server's answer and the live event replace that same element. The call is safe to repeat (a clientId is taken
 * once), so it waits while offline and is retried until answered; texts of one conversation leave in the order
 * written.
 *
 * A refusal takes the bubble away and rejects with an ApiError (`conversation_changed`, `opted_out`, …): the
 * composer still has the words.
 */
export function useSendMessage(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: [...SEND_KEY, conversationId],
    scope: { id: `send:${conversationId}` },
    mutationFn: (message: NewMessage) =>
      callApi<Message>("POST", `/api/conversations/${conversationId}/messages`, { body: message }),
    retry: mayTryAgain,
    retryDelay: retryDelayMs,
    onMutate: (message) => putMessage(client, bubbleFor(client, conversationId, message)),
    onSuccess: (message) => putMessage(client, message),
    onError: (_error, message) => removeBubble(client, conversationId, message.clientId),
  });
}

/** Tries a failed text, or one whose fate stays unknown, once more: a person decided that. */
export function useRetryMessage(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (message: Message) => callApi<Message | null>("POST", `/api/messages/${message.id}/retry`),
    onSettled: () => refreshTimeline(client, conversationId),
  });
}

/** Takes back a text that hasn't left yet: inside the undo window, or scheduled. Rejects with 409 once it has. */
export function useCancelMessage(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (message: Message) => callApi<null>("DELETE", `/api/messages/${message.id}`),
    onSuccess: (_nothing, message) => removeBubble(client, conversationId, message.id),
    // Not waited for: who takes a text back wants its words at once.
    onSettled: () => void refreshTimeline(client, conversationId),
  });
}
