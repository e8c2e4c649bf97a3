import { isConnected } from "@/lib/db/accounts";
import { audit } from "@/lib/db/audit";
import { lockConversation, refreshConversations } from "@/lib/db/conversations";
import { inTransaction, type Transaction } from "@/lib/db/database";
import { deleteDraft } from "@/lib/db/drafts";
import { addJob } from "@/lib/db/jobs";
import { findMessageByClientId, readMessage } from "@/lib/db/messages";
import { insertQueuedMessage } from "@/lib/db/sends";
import { listNewerThan } from "@/lib/db/timeline";
import { cleanText } from "@/lib/domain/clean-text";
import { DomainError } from "@/lib/domain/errors";
import { MAX_TEXT_LENGTH, type Message, type NewMessage } from "@/lib/domain/message";
import { formatNumber } from "@/lib/domain/phone";
import type { Actor } from "@/lib/domain/user";
import { archiveInside } from "./archive-conversation";

/** How long a send can be taken back. Nothing reaches the provider before. */
export const UNDO_WINDOW_MS = 5_000;

/**
 * Queues a text: the row and the job that delivers it are one transaction, so neither exists without the other.
 * The same `clientId` again, in parallel too, answers with the same message.
 * @returns `created: false` when it was sent before
 * @throws DomainError `conversation_changed` (409) when newer messages exist than the sender has seen, with them in
 *   `details.newer`; `opted_out`, `text_too_long`, `empty_message` (422)
 */
export async function sendMessage(
  actor: Actor,
  conversationId: string,
  input: NewMessage,
): Promise<{ message: Message; created: boolean }> {
  const text = readableText(input.text);
  refuseWhatIsNotThere(input);
  return inTransaction(async (tx, changes) => {
    const conversation = await lockConversation(tx, conversationId);
    const known = await findMessageByClientId(tx, input.clientId);
    if (known) return { message: known, created: false };
    if (conversation.optedOut) {
      throw new DomainError(
        "opted_out",
        `They opted out. They can opt back in by texting START to ${formatNumber(conversation.userNumber)}.`,
      );
    }
    if (!(await isConnected(tx, conversation.accountId))) {
      throw new DomainError(
        "account_disconnected",
        "This number's account was disconnected. No text can leave.",
      );
    }
    await refuseIfChanged(tx, actor, conversationId, input);

    const now = new Date();
    // After whatever is newest here, so that an answer never sorts above what it answers when clocks differ.
    const at = new Date(Math.max(now.getTime(), conversation.lastMessageAt.getTime() + 1));
    const sendAt = new Date(now.getTime() + UNDO_WINDOW_MS);
    const id = await insertQueuedMessage(tx, {
      accountId: conversation.accountId,
      conversationId,
      clientId: input.clientId,
      authorId: actor.id,
      text,
      at,
      sendAt,
    });
    if (!id) throw new DomainError("conflict", "This message is being sent already.");
    await addJob(tx, "deliver-message", { messageId: id }, { runAt: sendAt });
    await audit(tx, {
      action: "message.queued",
      userId: actor.id,
      conversationId,
      details: { messageId: id },
    });
    if (input.archive && !conversation.archived) await archiveInside(tx, actor, conversationId);
    await deleteDraft(tx, { userId: actor.id, conversationId, kind: "message" });
    await refreshConversations(tx, [conversationId]);
    changes.conversation(conversationId);
    const message = await readMessage(tx, id);
    if (!message) throw new Error("A message that was just queued is missing");
    return { message, created: true };
  });
}

function readableText(input: string): string {
  const text = cleanText(input);
  if (text.trim() === "") throw new DomainError("empty_message", "There is nothing to send.");
  if (text.length > MAX_TEXT_LENGTH) {
    throw new DomainError(
      "text_too_long",
      `A text can have ${MAX_TEXT_LENGTH} characters. This one has ${text.length}.`,
      { details: { maxLength: MAX_TEXT_LENGTH, length: text.length } },
    );
  }
  return text;
}

function refuseWhatIsNotThere(input: NewMessage): void {
  if (input.sendAt) throw new DomainError("refused", "Scheduled texts aren't available yet.");
  if (input.uploadIds?.length) throw new DomainError("refused", "Sending files isn't available yet.");
}

async function refuseIfChanged(
  tx: Transaction,
  actor: Actor,
  conversationId: string,
  input: NewMessage,
): Promise<void> {
  if (input.lastSeenMessageId === undefined || input.lastSeenMessageId === null) return;
  const newer = await listNewerThan(tx, conversationId, input.lastSeenMessageId, actor.id);
  if (newer.length === 0) return;
  if (input.force) {
    await audit(tx, {
      action: "message.sent_anyway",
      userId: actor.id,
      conversationId,
      details: { newer: newer.length },
    });
    return;
  }
  const count = newer.length === 1 ? "1 new message" : `${newer.length} new messages`;
  throw new DomainError(
    "conversation_changed",
    `${count} since you started typing. Check that your reply still makes sense.`,
    { details: { newer } },
  );
}
