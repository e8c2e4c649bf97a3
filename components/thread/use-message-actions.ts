import { useCallback, useMemo, useState, type RefObject } from "react";
import { showActionToast } from "@/components/inbox/action-toast";
import { returnToDraft } from "@/lib/client/drafts";
import { saveDraftSoon } from "@/lib/client/save-draft";
import { useCancelMessage, useRetryMessage } from "@/lib/client/send-message";
import type { Message } from "@/lib/domain/message";
import type { ThreadActions } from "./thread-actions";

/** What can be done about single texts of a conversation, and the one that "Send again" is being asked about. */
export function useMessageActions(
  conversationId: string,
  personId: string,
  fieldRef: RefObject<HTMLTextAreaElement | null>,
  openPhoto: (url: string) => void,
) {
  const { mutateAsync: retryMessage } = useRetryMessage(conversationId);
  const { mutateAsync: cancelMessage } = useCancelMessage(conversationId);
  const [askedAbout, setAskedAbout] = useState<Message | null>(null);

  const takeBack = useCallback(
    (text: string) => {
      const key = { personId, conversationId, kind: "message" as const };
      returnToDraft(key, text);
      saveDraftSoon(key);
      fieldRef.current?.focus();
    },
    [personId, conversationId, fieldRef],
  );

  const actions = useMemo<ThreadActions>(
    () => ({
      retry: (message) => void retryMessage(message).catch(sayWhy),
      askSendAgain: setAskedAbout,
      editAndResend: (message) => takeBack(message.text),
      undo: (message) => void cancelMessage(message).then(() => takeBack(message.text), sayWhy),
      openPhoto,
    }),
    [retryMessage, cancelMessage, takeBack, openPhoto],
  );

  const answer = {
    send: () => {
      if (askedAbout) actions.retry(askedAbout);
      setAskedAbout(null);
    },
    close: () => setAskedAbout(null),
  };
  return { actions, askedAbout, answer };
}

function sayWhy(error: Error): void {
  showActionToast({ text: error.message });
}
