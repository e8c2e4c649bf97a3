import { audit } from "@/lib/db/audit";
import { lockConversation, refreshConversations } from "@/lib/db/conversations";
import { database, inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { findStoredMessage, readMessage } from "@/lib/db/messages";
import { moveSend } from "@/lib/db/sends";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Message } from "@/lib/domain/message";
import type { Actor } from "@/lib/domain/user";

/**
 * A person's decision to send again: after a refusal, or when a lost answer couldn't be settled. This is the only way
 * in which a text can be posted a second time.
 * @throws DomainError `conflict` (409) for a message in any other state, or while it is still being looked for
 */
export async function retryMessage(actor: Actor, messageId: string): Promise<Message> {
  const stored = await findStoredMessage(database(), messageId);
  if (!stored) throw notFound("message");
  return inTransaction(async (tx, changes) => {
    const conversation = await lockConversation(tx, stored.conversationId);
    if (conversation.optedOut)
      throw new DomainError("opted_out", "They opted out. You can't text this number.");
    const message = await readMessage(tx, messageId);
    if (!message) throw notFound("message");
    if (message.status === "unknown" && !message.needsDecision) {
      throw new DomainError("conflict", "We are still checking whether it was sent.");
    }
    const moved = await moveSend(tx, messageId, ["failed", "unknown"], {
      status: "queued",
      failure: null,
      sendingSince: null,
      sendAt: new Date(),
      needsDecision: false,
    });
    if (!moved) throw new DomainError("conflict", "Only a text that failed can be sent again.");
    await addJob(tx, "deliver-message", { messageId });
    await audit(tx, {
      action: "message.retried",
      userId: actor.id,
      conversationId: stored.conversationId,
      details: { messageId, after: message.status },
    });
    await refreshConversations(tx, [stored.conversationId]);
    changes.conversation(stored.conversationId);
    const queued = await readMessage(tx, messageId);
    if (!queued) throw notFound("message");
    return queued;
  });
}
