import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useSyncExternalStore, type RefObject } from "react";
import { z } from "zod";
import { showActionToast } from "@/components/inbox/action-toast";
import { ApiError } from "@/lib/client/api";
import { returnToDraft } from "@/lib/client/drafts";
import { newClientId } from "@/lib/client/new-client-id";
import {
  noteRefusedSend,
  readRefusedSend,
  subscribeToRefusedSends,
  type RefusedSend,
} from "@/lib/client/refused-sends";
import { saveDraftSoon } from "@/lib/client/save-draft";
import { SEND_KEY, useSendMessage } from "@/lib/client/send-message";
import { forgetUnsent, keepUnsent, readUnsent, type Unsent } from "@/lib/client/unsent";
import { timelineItemSchema, type NewMessage, type TimelineItem } from "@/lib/domain/message";

/** A text that never left is sent by itself only while the conversation can't have moved on. */
const RESUME_WITHIN_MS = 10 * 60_000;

interface Sender {
  personId: string;
  conversationId: string;
  contactName: string;
  /** The thread, undefined until it is loaded; tells which unanswered texts arrived after all. */
  items: readonly TimelineItem[] | undefined;
}

type SendOptions = Pick<NewMessage, "force" | "lastSeenMessageId"> & { archives: boolean };

/**
 * Sends texts of one conversation. Words are never lost: they are kept in this browser until the server has
 * answered, and a refusal puts them back into the draft, with the reason in `refusal`.
 */
export function useSendText({ personId, conversationId, contactName, items }: Sender) {
  const { mutateAsync } = useSendMessage(conversationId);
  const isOnScreen = useIsOnScreen();
  const refusal = useSyncExternalStore(
    subscribeToRefusedSends,
    () => readRefusedSend(conversationId),
    () => null,
  );

  const dispatch = useCallback(
    async (unsent: Unsent, archives = false): Promise<boolean> => {
      keepUnsent(unsent);
      try {
        await mutateAsync(unsent.message);
        return true;
      } catch (error) {
        giveBack(unsent, { message: unsent.message, archives, ...whyNot(error) });
        if (!isOnScreen.current)
          showActionToast({ text: `Not sent to ${contactName}. The text is kept as a draft` });
        return false;
      } finally {
        forgetUnsent(unsent);
      }
    },
    [mutateAsync, isOnScreen, contactName],
  );

  /** Resolves to whether the server has taken it. */
  const send = useCallback(
    (text: string, { archives, ...options }: SendOptions) => {
      noteRefusedSend(conversationId, null);
      const message = { clientId: newClientId(), text, ...options };
      return dispatch({ personId, conversationId, message, writtenAt: Date.now() }, archives);
    },
    [personId, conversationId, dispatch],
  );
  const settle = useCallback(() => noteRefusedSend(conversationId, null), [conversationId]);

  useResumeUnsent({ personId, conversationId, items, dispatch });
  return { send, refusal, settle };
}

interface Resumer extends Pick<Sender, "personId" | "conversationId" | "items"> {
  dispatch: (unsent: Unsent) => Promise<boolean>;
}

/** After a reload: what was on its way goes out again under its own clientId, so that it can't arrive twice. */
function useResumeUnsent({ personId, conversationId, items, dispatch }: Resumer): void {
  const client = useQueryClient();
  const isDone = useRef(false);

  useEffect(() => {
    if (!items || isDone.current) return;
    isDone.current = true;
    const onItsWay = client.isMutating({ mutationKey: [...SEND_KEY, conversationId] }) > 0;
    if (onItsWay) return;
    for (const unsent of readUnsent(personId, conversationId)) {
      const hasArrived = items.some(
        (item) => item.kind === "message" && item.clientId === unsent.message.clientId,
      );
      if (hasArrived) forgetUnsent(unsent);
      else if (Date.now() - unsent.writtenAt < RESUME_WITHIN_MS) void dispatch(unsent);
      else {
        forgetUnsent(unsent);
        const reason = "The page was closed before it could leave.";
        giveBack(unsent, { message: unsent.message, archives: false, reason, newer: null });
      }
    }
  }, [client, personId, conversationId, items, dispatch]);
}

function giveBack({ personId, conversationId, message }: Unsent, refusal: RefusedSend): void {
  const key = { personId, conversationId, kind: "message" as const };
  returnToDraft(key, message.text);
  saveDraftSoon(key);
  noteRefusedSend(conversationId, refusal);
}

const changedDetailsSchema = z.object({ newer: z.array(timelineItemSchema) });

function whyNot(error: unknown): Pick<RefusedSend, "reason" | "newer"> {
  if (!(error instanceof ApiError)) return { reason: "Something went wrong in this browser.", newer: null };
  if (error.status === 401) return { reason: "You were signed out.", newer: null };
  if (error.code !== "conversation_changed") return { reason: error.message, newer: null };
  return { reason: error.message, newer: changedDetailsSchema.safeParse(error.details).data?.newer ?? [] };
}

function useIsOnScreen(): RefObject<boolean> {
  const isOnScreen = useRef(false);
  useEffect(() => {
    isOnScreen.current = true;
    return () => {
      isOnScreen.current = false;
    };
  }, []);
  return isOnScreen;
}
