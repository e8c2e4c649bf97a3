import { createHash } from "node:crypto";
import { isConnected } from "@/lib/db/accounts";
import { audit } from "@/lib/db/audit";
import { type LockedConversation, lockConversation, refreshConversations } from "@/lib/db/conversations";
import { database, inTransaction, type Transaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { findStoredMessage, readMessage, type StoredMessage } from "@/lib/db/messages";
import { insertQueuedMessage, moveSend } from "@/lib/db/sends";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Message } from "@/lib/domain/message";
import type { Actor } from "@/lib/domain/user";

/**
 * A person's decision to send again: after a refusal, or when a lost answer couldn't be settled. This is the only way
 * in which a text can be posted a second time.
 *
 * A text that the provider has a row for (it was taken, and failed on its way) stays as it is, and another one is
 * queued: its row would go on telling that the first one failed.
 * @returns the message that is queued
 * @throws DomainError `conflict` (409) for a message in any other state, while it is still being looked for, or when
 *   it was sent again already; `opted_out`, `account_disconnected` (422)
 */
export async function retryMessage(actor: Actor, messageId: string): Promise<Message> {
  const found = await findStoredMessage(database(), messageId);
  if (!found) throw notFound("message");
  return inTransaction(async (tx, changes) => {
    const conversation = await lockConversation(tx, found.conversationId);
    if (conversation.optedOut)
      throw new DomainError("opted_out", "They opted out. You can't text this number.");
    if (!(await isConnected(tx, conversation.accountId))) {
      throw new DomainError(
        "account_disconnected",
        "This number's account was disconnected. No text can leave.",
      );
    }
    const message = await readMessage(tx, messageId);
    const stored = await findStoredMessage(tx, messageId);
    if (!message || !stored) throw notFound("message");
    if (message.status === "unknown" && !message.needsDecision) {
      throw new DomainError("conflict", "We are still checking whether it was sent.");
    }
    const queuedId =
      stored.providerMessageId === null
        ? await queueAgain(tx, messageId)
        : await queueAnother(tx, actor, conversation, stored);
    await addJob(tx, "deliver-message", { messageId: queuedId });
    await audit(tx, {
      action: "message.retried",
      userId: actor.id,
      conversationId: conversation.id,
      details: { messageId, after: message.status },
    });
    await refreshConversations(tx, [conversation.id]);
    changes.conversation(conversation.id);
    const queued = await readMessage(tx, queuedId);
    if (!queued) throw notFound("message");
    return queued;
  });
}

async function queueAgain(tx: Transaction, messageId: string): Promise<string> {
  const moved = await moveSend(tx, messageId, ["failed", "unknown"], {
    status: "queued",
    failure: null,
    sendingSince: null,
    sendAt: new Date(),
    needsDecision: false,
  });
  if (!moved) throw new DomainError("conflict", "Only a text that failed can be sent again.");
  return messageId;
}

async function queueAnother(
  tx: Transaction,
  actor: Actor,
  conversation: LockedConversation,
  failed: StoredMessage,
): Promise<string> {
  if (failed.status !== "failed")
    throw new DomainError("conflict", "Only a text that failed can be sent again.");
  const now = new Date();
  const id = await insertQueuedMessage(tx, {
    accountId: failed.accountId,
    conversationId: failed.conversationId,
    clientId: clientIdOfRepetition(failed.id),
    authorId: actor.id,
    text: failed.text,
    at: new Date(Math.max(now.getTime(), conversation.lastMessageAt.getTime() + 1)),
    sendAt: now,
  });
  if (!id) throw new DomainError("conflict", "This text was sent again already.");
  return id;
}

/** The same for the same text, so that two clicks don't send it twice. */
function clientIdOfRepetition(messageId: string): string {
  const hex = createHash("sha256").update(`again ${messageId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
