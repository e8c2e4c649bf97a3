import { queryOptions } from "@tanstack/react-query";
import { callApi } from "./api";
import type { DraftKey, ServerDraft } from "./drafts";

/** `GET /api/conversations/{id}/draft`: the caller's own drafts for a conversation, by kind. */
export type ServerDrafts = Record<DraftKey["kind"], ServerDraft | null>;

async function askForDrafts(conversationId: string, signal: AbortSignal) {
  const askedAt = Date.now();
  const drafts = await callApi<ServerDrafts>("GET", `/api/conversations/${conversationId}/draft`, { signal });
  return { askedAt, drafts };
}

export const draftQueries = {
  /** Asked anew whenever a conversation is opened: the draft may have grown on another device. */
  forConversation: (conversationId: string) =>
    queryOptions({
      queryKey: ["drafts", conversationId] as const,
      queryFn: ({ signal }) => askForDrafts(conversationId, signal),
      staleTime: 0,
      gcTime: 0,
    }),
};
