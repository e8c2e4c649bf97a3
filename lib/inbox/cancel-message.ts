import { audit } from "@/lib/db/audit";
import { lockConversation, refreshConversations } from "@/lib/db/conversations";
import { database, inTransaction } from "@/lib/db/database";
import { deleteMessageIn, findStoredMessage } from "@/lib/db/messages";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";

/**
 * Takes a queued text back. Nothing has reached the provider; the message is gone, here too.
 * @throws DomainError `already_sent` (409) once it is on its way
 */
export async function cancelMessage(actor: Actor, messageId: string): Promise<void> {
  const message = await findStoredMessage(database(), messageId);
  if (!message) throw notFound("message");
  await inTransaction(async (tx, changes) => {
    await lockConversation(tx, message.conversationId);
    // The condition is in the DELETE: a delivery that claimed the message in between leaves nothing to take back.
    if (!(await deleteMessageIn(tx, messageId, ["queued"]))) {
      throw new DomainError("already_sent", "Too late to undo. The text is on its way.");
    }
    await audit(tx, {
      action: "message.cancelled",
      userId: actor.id,
      conversationId: message.conversationId,
    });
    await refreshConversations(tx, [message.conversationId]);
    changes.conversation(message.conversationId);
  });
}
