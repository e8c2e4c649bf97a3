import type { QueryClient } from "@tanstack/react-query";
import type { Conversation } from "@/lib/domain/conversation";
import { callApi } from "./api";
import { applyConversation } from "./conversation-cache";

/** Has the provider told once more what it didn't take. @throws ApiError, NetworkError */
export async function pushAgain(client: QueryClient, conversationId: string): Promise<void> {
  const conversation = await callApi<Conversation>("POST", `/api/conversations/${conversationId}/push`);
  applyConversation(client, conversation);
}
