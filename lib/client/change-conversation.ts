import { MutationObserver, type QueryClient } from "@tanstack/react-query";
import type { Conversation } from "@/lib/domain/conversation";
import { callApi, mayTryAgain, retryDelayMs } from "./api";
import { applyConversation, findConversation } from "./conversation-cache";
import { conversationQueries } from "./conversation-queries";
import { CHANGE_KEY, type ConversationChange } from "./pending-changes";
import { refreshCounts } from "./refresh-counts";

interface ChangeRequest {
  method: "PUT" | "DELETE";
  /** The state's name in the path: `/api/conversations/{id}/{state}`. */
  state: "archive" | "read";
  apply: ConversationChange["apply"];
}

/**
 * Changes a conversation on screen at once and on the server as soon as it can be reached: changes to one
 * conversation go out in order, wait while offline, and are retried while the cause may pass. A refusal puts
 * back what the server has.
 * @throws ApiError when the server refuses.
 */
export async function changeConversation(
  client: QueryClient,
  conversation: Conversation,
  request: ChangeRequest,
): Promise<Conversation> {
  const observer = new MutationObserver(client, {
    mutationKey: CHANGE_KEY,
    scope: { id: `conversation:${conversation.id}` },
    mutationFn: (change: ConversationChange) =>
      callApi<Conversation>(request.method, `/api/conversations/${change.conversation.id}/${request.state}`),
    retry: mayTryAgain,
    retryDelay: retryDelayMs,
    onMutate: (change) => {
      // Counts that are on their way were counted before this change and would write over it.
      void client.cancelQueries({ queryKey: conversationQueries.counts().queryKey });
      applyConversation(client, findConversation(client, change.conversation.id) ?? change.conversation);
    },
  });
  try {
    const changed = await observer.mutate({ conversation, apply: request.apply });
    applyConversation(client, changed);
    return changed;
  } catch (error) {
    // Nothing is pending any more, so what was known before the click shows again; had the server said something
    // newer meanwhile, it is asked for, because what is cached has the refused change laid over it.
    applyConversation(client, conversation);
    if (findConversation(client, conversation.id)?.revision !== conversation.revision) {
      void client.invalidateQueries({ queryKey: conversationQueries.all() });
    }
    throw error;
  } finally {
    refreshCounts(client);
    observer.reset();
  }
}
