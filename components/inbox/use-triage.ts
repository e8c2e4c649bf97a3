import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { archiveConversation, restoreConversation } from "@/lib/client/archive-conversation";
import { markRead, markUnread } from "@/lib/client/mark-read";
import type { Conversation } from "@/lib/domain/conversation";
import { hideActionToast, showActionToast } from "./action-toast";
import type { ConversationActions } from "./conversation-actions";
import { nameOf } from "./row-words";

interface Surroundings {
  /** Called just before a conversation leaves, while its row is still there to find the next one by. */
  onLeaving: (conversation: Conversation) => void;
  /** Called when a conversation was put back by Undo. */
  onRestored: (conversation: Conversation) => void;
}

type Change = (
  client: ReturnType<typeof useQueryClient>,
  conversation: Conversation,
) => Promise<Conversation>;

/** Builds the inbox's actions. They keep their identity, so that handing them down redraws nothing. */
export function useTriage(surroundings: Surroundings): ConversationActions {
  const client = useQueryClient();
  const latest = useRef(surroundings);
  useEffect(() => {
    latest.current = surroundings;
  });
  const undoLast = useRef<(() => void) | null>(null);

  return useMemo(() => {
    function carryOut(
      conversation: Conversation,
      words: { done: string; verb: string },
      change: Change,
      back: Change,
    ) {
      const name = nameOf(conversation);
      change(client, conversation).catch(() => {
        undoLast.current = null;
        showActionToast({ text: `Couldn’t ${words.verb} ${name}` });
      });
      const undo = () => {
        undoLast.current = null;
        hideActionToast();
        back(client, conversation).catch(() =>
          showActionToast({ text: `Couldn’t undo. ${name} stays as it is` }),
        );
        latest.current.onRestored(conversation);
      };
      undoLast.current = undo;
      showActionToast({ text: words.done, action: { label: "Undo", shortcut: "Z", run: undo } }, () => {
        if (undoLast.current === undo) undoLast.current = null;
      });
    }

    return {
      toggleArchived(conversation) {
        const name = nameOf(conversation);
        latest.current.onLeaving(conversation);
        if (conversation.archived) {
          const words = { done: `Moved ${name} to the inbox`, verb: "move" };
          carryOut(conversation, words, restoreConversation, archiveConversation);
        } else {
          carryOut(
            conversation,
            { done: `Archived ${name}`, verb: "archive" },
            archiveConversation,
            restoreConversation,
          );
        }
      },
      toggleRead(conversation) {
        const name = nameOf(conversation);
        if (conversation.unreadCount > 0) {
          carryOut(conversation, { done: `Marked ${name} as read`, verb: "mark" }, markRead, markUnread);
        } else {
          carryOut(conversation, { done: `Marked ${name} as unread`, verb: "mark" }, markUnread, markRead);
        }
      },
      markRead(conversation) {
        if (conversation.unreadCount === 0) return;
        carryOut(
          conversation,
          { done: `Marked ${nameOf(conversation)} as read`, verb: "mark" },
          markRead,
          markUnread,
        );
      },
      undo: () => undoLast.current?.(),
    };
  }, [client]);
}
