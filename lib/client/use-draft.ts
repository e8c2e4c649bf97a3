import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { draftQueries } from "./draft-queries";
import { keepDraft, newestDraft, readDraft, subscribeToDrafts, writeDraft, type DraftKey } from "./drafts";
import { isSavingDraft, saveDraftSoon } from "./save-draft";

/**
 * The words a person has begun in a conversation. Every change is kept in this browser at once and on the server
 * half a second later; what another device left is taken over when the conversation is opened.
 */
export function useDraft({ personId, conversationId, kind }: DraftKey): {
  text: string;
  setText: (text: string) => void;
} {
  const key = useMemo(() => ({ personId, conversationId, kind }), [personId, conversationId, kind]);
  const text = useSyncExternalStore(
    subscribeToDrafts,
    () => readDraft(key)?.text ?? "",
    () => "",
  );
  const setText = useCallback(
    (changed: string) => {
      writeDraft(key, changed);
      saveDraftSoon(key);
    },
    [key],
  );

  const { data: server } = useQuery(draftQueries.forConversation(conversationId));
  useEffect(() => {
    if (!server) return;
    const answer = { draft: server.drafts[key.kind], askedAt: server.askedAt };
    keepDraft(key, newestDraft(readDraft(key), answer, isSavingDraft(key)));
    saveDraftSoon(key);
  }, [key, server]);

  return { text, setText };
}
