import { createContext, use } from "react";
import type { Message } from "@/lib/domain/message";

/** What a line of the thread can ask for. Stable, so that lines don't draw anew when nothing about them changed. */
export type ThreadActions = {
  retry: (message: Message) => void;
  /** After an unknown fate: asks before it sends once more. */
  askSendAgain: (message: Message) => void;
  editAndResend: (message: Message) => void;
  undo: (message: Message) => void;
  openPhoto: (url: string) => void;
};

export const ThreadActionsContext = createContext<ThreadActions | null>(null);

export function useThreadActions(): ThreadActions {
  const actions = use(ThreadActionsContext);
  if (!actions) throw new Error("A line of a thread is drawn outside of a thread.");
  return actions;
}
