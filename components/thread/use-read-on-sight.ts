import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { markRead } from "@/lib/client/mark-read";
import type { Conversation } from "@/lib/domain/conversation";
import type { TimelineItem } from "@/lib/domain/message";

/**
 * Marks a conversation read once its newest text has been on screen in front of somebody. Once a text: a thread
 * that somebody marks unread by hand stays unread until the customer writes again or it is opened anew.
 */
export function useReadOnSight(
  conversation: Conversation | undefined,
  items: readonly TimelineItem[] | undefined,
  isSeen: boolean,
): void {
  const client = useQueryClient();
  const readUpTo = useRef<string | null>(null);
  const newestId = conversation?.lastMessage?.id ?? null;
  const isNewestShown =
    items !== undefined && (newestId === null || items.some((item) => item.id === newestId));

  useEffect(() => {
    if (!isSeen || !isNewestShown || !conversation) return;
    const isKept = readUpTo.current === (newestId ?? "none");
    readUpTo.current = newestId ?? "none";
    if (conversation.unreadCount === 0 || isKept) return;
    // A refusal shows the thread as unread again; opening it once more tries again.
    markRead(client, conversation).catch(() => undefined);
  }, [client, conversation, isSeen, isNewestShown, newestId]);
}
