import { findUpstreamConversation, lockConversation, refreshConversations } from "@/lib/db/conversations";
import { database, inTransaction, type Transaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { findStoredMessage, type StoredMessage } from "@/lib/db/messages";
import { moveSend, setSendId } from "@/lib/db/sends";
import type { FailureCode } from "@/lib/domain/message";
import { BudgetExhausted } from "@/lib/domain/request-budget";
import { log } from "@/lib/log";
import { ProviderError } from "@/lib/providers/provider-error";
import { AccountGone, AccountStopped, withProvider } from "./open-provider";
import { nextStatusLook } from "./status-schedule";

/** The first look for a send whose answer was lost: rows appear in the thread seconds after (vendor notes 5.2). */
const SETTLE_AFTER_MS = 5_000;
const TRY_AGAIN_MS = 5_000;

/**
 * Sends one queued message, at most once. `queued → sending` is committed before the request leaves, so whoever finds
 * `sending` without having made the step itself knows that an earlier attempt died with its answer: the message becomes
 * `unknown` and is settled by looking upstream. It is never posted a second time.
 */
export async function deliverMessage(messageId: string): Promise<void> {
  const message = await findStoredMessage(database(), messageId);
  if (!message) return;
  if (message.status === "sending")
    return becomeUnknown(message, "an earlier attempt ended without an answer");
  if (message.status !== "queued") return;
  const isOurs = await change(message, (tx) =>
    moveSend(tx, message.id, ["queued"], { status: "sending", sendingSince: new Date() }),
  );
  if (!isOurs) return;
  await post(message);
}

async function post(message: StoredMessage): Promise<void> {
  const conversation = await findUpstreamConversation(message.conversationId);
  if (!conversation) return;
  try {
    const { sendId } = await withProvider(message.accountId, (provider) =>
      provider.sendText({
        from: conversation.userNumber,
        to: conversation.contactNumber,
        text: message.text,
        mediaUrl: null,
      }),
    );
    await becomeSent(message, sendId);
  } catch (error) {
    if (error instanceof AccountStopped) {
      return becomeFailed(
        message,
        "account_stopped",
        "The account's password was rejected. An admin has to renew it.",
      );
    }
    if (error instanceof AccountGone) {
      return becomeFailed(message, "account_stopped", "The account was disconnected.");
    }
    if (error instanceof BudgetExhausted) return waitAndRepeat(message, error.retryAfterMs);
    if (!(error instanceof ProviderError)) throw error;
    switch (error.kind) {
      case "rate_limited":
      case "not_reached":
        // Nothing left us, or it was refused at the door: not a lost answer.
        return waitAndRepeat(message, error.retryAfterMs ?? TRY_AGAIN_MS);
      case "answer_lost":
        return becomeUnknown(message, error.message);
      case "refused":
      case "not_found":
      case "unauthorized":
        return becomeFailed(
          message,
          error.failure?.code ?? "rejected",
          error.failure?.message ?? error.message,
        );
    }
  }
}

async function becomeSent(message: StoredMessage, sendId: string): Promise<void> {
  const now = new Date();
  const statusCheckAt = nextStatusLook(now, now);
  await change(message, async (tx) => {
    const moved = await moveSend(tx, message.id, ["sending", "unknown"], {
      status: "sent",
      providerSendId: sendId,
      needsDecision: false,
      sendAt: null,
      statusCheckAt,
    });
    // A poll may have found the row before its answer arrived.
    if (!moved) await setSendId(tx, message.id, sendId);
    await addJob(
      tx,
      "poll-account",
      { accountId: message.accountId },
      { ifWaiting: "sooner", runAt: statusCheckAt ?? undefined },
    );
    return true;
  });
}

async function becomeFailed(message: StoredMessage, code: FailureCode, reason: string): Promise<void> {
  await change(message, (tx) =>
    moveSend(tx, message.id, ["sending"], {
      status: "failed",
      failure: { code, message: reason },
      sendAt: null,
      statusCheckAt: null,
    }),
  );
}

async function becomeUnknown(message: StoredMessage, reason: string): Promise<void> {
  log.warn({ messageId: message.id, reason }, "The answer to a send was lost; looking upstream");
  await change(message, async (tx) => {
    const runAt = new Date(Date.now() + SETTLE_AFTER_MS);
    const moved = await moveSend(tx, message.id, ["sending"], { status: "unknown", sendAt: null });
    if (moved) await addJob(tx, "settle-message", { messageId: message.id }, { runAt });
    return moved;
  });
}

async function waitAndRepeat(message: StoredMessage, waitMs: number): Promise<void> {
  await change(message, async (tx) => {
    const runAt = new Date(Date.now() + waitMs);
    const moved = await moveSend(tx, message.id, ["sending"], { status: "queued", sendingSince: null });
    if (moved) await addJob(tx, "deliver-message", { messageId: message.id }, { runAt });
    return moved;
  });
}

/** One step of a send. Its conversation is locked first, as by everybody, so that nobody waits crosswise. */
async function change(message: StoredMessage, move: (tx: Transaction) => Promise<boolean>): Promise<boolean> {
  return inTransaction(async (tx, changes) => {
    await lockConversation(tx, message.conversationId);
    const moved = await move(tx);
    if (!moved) return false;
    await refreshConversations(tx, [message.conversationId]);
    changes.conversation(message.conversationId);
    return true;
  });
}
