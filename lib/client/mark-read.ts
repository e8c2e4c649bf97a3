import type { QueryClient } from "@tanstack/react-query";
import type { Conversation } from "@/lib/domain/conversation";
import { changeConversation } from "./change-conversation";
import { markTimelineRead } from "./timeline-cache";

/** Marks everything in a conversation as read. */
export function markRead(client: QueryClient, conversation: Conversation): Promise<Conversation> {
  markTimelineRead(client, conversation.id);
  return changeConversation(client, conversation, {
    method: "PUT",
    state: "read",
    apply: (state) => ({ ...state, unreadCount: 0 }),
  });
}

/** Marks a conversation as unread, so that somebody looks at it again. */
export function markUnread(client: QueryClient, conversation: Conversation): Promise<Conversation> {
  return changeConversation(client, conversation, {
    method: "DELETE",
    state: "read",
    apply: (state) => ({ ...state, unreadCount: Math.max(1, state.unreadCount) }),
  });
}
