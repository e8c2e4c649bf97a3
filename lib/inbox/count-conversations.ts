import { foldViewCounts, readViewCounts } from "@/lib/db/view-counts";
import type { ConversationCounts } from "@/lib/domain/conversation";
import type { Actor } from "@/lib/domain/user";

/** How many conversations each view holds for this person, and how many of them are unread. */
export async function countConversations(actor: Actor): Promise<ConversationCounts> {
  return readViewCounts(actor.id);
}

/** Keeps counting cheap: folds what was appended since the last time. */
export async function foldCounts(): Promise<void> {
  await foldViewCounts();
}
