import type { QueryClient } from "@tanstack/react-query";
import type { Conversation } from "@/lib/domain/conversation";

/** What a person asked for, from the state a conversation was in to the one it should be in. */
export interface ConversationChange {
  conversation: Conversation;
  apply: (conversation: Conversation) => Conversation;
}

export const CHANGE_KEY = ["change-conversation"] as const;

/** Changes to one conversation that the server hasn't confirmed yet, in the order they were made. */
export function pendingChangesTo(client: QueryClient, id: string): ConversationChange["apply"][] {
  return client
    .getMutationCache()
    .findAll({ mutationKey: CHANGE_KEY, status: "pending" })
    .flatMap((mutation) => {
      const change = readChange(mutation.state.variables);
      return change?.conversation.id === id ? [change.apply] : [];
    });
}

function isChange(value: unknown): value is ConversationChange {
  return typeof value === "object" && value !== null && "conversation" in value && "apply" in value;
}

function readChange(variables: unknown): ConversationChange | null {
  return isChange(variables) ? variables : null;
}
