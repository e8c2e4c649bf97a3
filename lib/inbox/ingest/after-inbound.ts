import { audit } from "@/lib/db/audit";
import { type LockedConversation, reopenForTexts } from "@/lib/db/conversations";
import type { Transaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { requestPush } from "@/lib/db/pushes";
import { isOptOutWord } from "@/lib/domain/opt-out";

/**
 * What a new text from a customer sets off, beyond being there: an archived conversation comes back, here and at
 * the provider (which doesn't do it by itself, vendor notes 2.3), unless the text only says "stop".
 */
export async function afterInbound(
  tx: Transaction,
  conversation: LockedConversation,
  texts: { text: string; at: Date }[],
): Promise<void> {
  if (!conversation.archived || texts.every(({ text }) => isOptOutWord(text))) return;
  const earliest = Math.min(...texts.map(({ at }) => at.getTime()));
  await reopenForTexts(tx, conversation.id, new Date(earliest));
  await requestPush(tx, { conversationId: conversation.id, field: "archived", desired: false, userId: null });
  await addJob(tx, "push-archived", { conversationId: conversation.id });
  await audit(tx, { action: "conversation.restored_by_text", userId: null, conversationId: conversation.id });
}
