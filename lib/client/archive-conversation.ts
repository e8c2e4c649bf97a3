import type { QueryClient } from "@tanstack/react-query";
import type { Conversation } from "@/lib/domain/conversation";
import { changeConversation } from "./change-conversation";

/** Archives a conversation: gone from the active views at once, at the provider when it can be. */
export function archiveConversation(client: QueryClient, conversation: Conversation): Promise<Conversation> {
  return changeConversation(client, conversation, {
    method: "PUT",
    state: "archive",
    apply: (state) => ({ ...state, archived: true }),
  });
}

/** Moves an archived conversation back to the inbox. */
export function restoreConversation(client: QueryClient, conversation: Conversation): Promise<Conversation> {
  return changeConversation(client, conversation, {
    method: "DELETE",
    state: "archive",
    apply: (state) => ({ ...state, archived: false }),
  });
}
