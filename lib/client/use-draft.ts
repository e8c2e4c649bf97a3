import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { draftQueries } from "./draft-queries";
import { keepDraft, newestDraft, readDraft, subscribeToDrafts, writeDraft, type DraftKey } from "./drafts";
import { saveDraftSoon } from "./save-draft";

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
  const hasTyped = useRef(false);
  const setText = useCallback(
    (changed: string) => {
      hasTyped.current = true;
      writeDraft(key, changed);
      saveDraftSoon(key);
    },
    [key],
  );

  const { data: server } = useQuery(draftQueries.forConversation(conversationId));
  useEffect(() => {
    if (!server) return;
    // Words typed while the answer was on its way are the newest there are, whatever the clocks say.
    if (!hasTyped.current) keepDraft(key, newestDraft(readDraft(key), server[key.kind]));
    saveDraftSoon(key);
  }, [key, server]);

  return { text, setText };
}
