import { endPresence, savePresence } from "@/lib/db/presences";
import type { Actor } from "@/lib/domain/user";

/** A window says which conversation it shows, again and again while it does; null when it shows none. */
export async function watchConversation(
  actor: Actor,
  window: { windowId: string; conversationId: string | null; isReplying: boolean },
): Promise<void> {
  await savePresence({ ...window, userId: actor.id });
}

/** The window is gone. */
export async function stopWatching(actor: Actor, windowId: string): Promise<void> {
  await endPresence(windowId, actor.id);
}
