import { createContext, useContext } from "react";
import type { Conversation } from "@/lib/domain/conversation";

/** What people do to a conversation, from a key, a button or a menu: at once on screen, with a way back. */
export interface ConversationActions {
  /** Archives, or moves an archived one back to the inbox. The next conversation takes its place. */
  toggleArchived: (conversation: Conversation) => void;
  toggleRead: (conversation: Conversation) => void;
  markRead: (conversation: Conversation) => void;
  /** Takes back the last of these, for as long as its toast shows. */
  undo: () => void;
}

const ConversationActionsContext = createContext<ConversationActions | null>(null);

export const ConversationActionsProvider = ConversationActionsContext.Provider;

/** The actions of the inbox around. */
export function useConversationActions(): ConversationActions {
  const actions = useContext(ConversationActionsContext);
  if (!actions) throw new Error("Conversation actions are used outside of the inbox.");
  return actions;
}
