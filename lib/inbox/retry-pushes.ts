import { audit } from "@/lib/db/audit";
import { findConversation, lockConversation } from "@/lib/db/conversations";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { reviveGivenUpPushes } from "@/lib/db/pushes";
import type { Conversation } from "@/lib/domain/conversation";
import { notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";

/** A person wants the provider told once more what it didn't take for a day. Without any such change nothing happens. */
export async function retryPushes(actor: Actor, conversationId: string): Promise<Conversation> {
  await inTransaction(async (tx, changes) => {
    const { accountId } = await lockConversation(tx, conversationId);
    const fields = await reviveGivenUpPushes(tx, conversationId);
    if (fields.length === 0) return;
    if (fields.includes("archived")) await addJob(tx, "push-archived", { conversationId });
    if (fields.includes("read")) await addJob(tx, "push-read-marks", { accountId }, { ifWaiting: "sooner" });
    await audit(tx, {
      action: "conversation.push_retried",
      userId: actor.id,
      conversationId,
      details: { fields: fields.join(" and ") },
    });
    changes.conversation(conversationId);
  });
  const conversation = await findConversation(conversationId);
  if (!conversation) throw notFound("conversation");
  return conversation;
}
