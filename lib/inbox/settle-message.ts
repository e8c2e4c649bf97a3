import { findUpstreamConversation, lockConversation } from "@/lib/db/conversations";
import { database, inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { findStoredMessage, type StoredMessage } from "@/lib/db/messages";
import { moveSend } from "@/lib/db/sends";
import { ingestByAge } from "./ingest/ingest-by-age";
import { SAME_MESSAGE_WINDOW_MS } from "./ingest/match-messages";
import { withProvider } from "./open-provider";
import { isOver } from "./provider-trouble";
import { nextStatusLook } from "./status-schedule";

/** Looks after the first one, by the age of the send; after the last of them a person is asked. */
const LOOKS_AT_AGE_MS = [15_000, 45_000, 2 * 60_000, 5 * 60_000];

/**
 * Settles a send whose answer was lost by reading its conversation upstream: if it's there it becomes `sent`,
 * with the provider's ids; if it isn't, it is looked for again, and in the end the agent decides. Never posted again.
 */
export async function settleMessage(messageId: string): Promise<void> {
  const message = await findStoredMessage(database(), messageId);
  if (message?.status === "unknown") await lookUpstream(message).catch(ignoreGone);
  const settled = await findStoredMessage(database(), messageId);
  if (settled?.status === "unknown") await lookAgainOrAsk(settled);
  if (settled?.status === "sent") await followDelivery(settled);
}

/** Nobody is left to be asked: in the end a person decides. */
function ignoreGone(error: unknown): void {
  if (!isOver(error)) throw error;
}

async function lookUpstream(message: StoredMessage): Promise<void> {
  const conversation = await findUpstreamConversation(message.conversationId);
  if (!conversation) return;
  const sentAt = timeOf(message);
  await withProvider(message.accountId, async (provider) => {
    for (let page: number | null = 0; page !== null;) {
      const listed = await provider.listThread({ ...conversation, page, priority: "send" });
      await ingestByAge(message.accountId, listed.rows);
      const oldest = listed.rows.at(-1)?.at.getTime() ?? 0;
      page = oldest < sentAt.getTime() - SAME_MESSAGE_WINDOW_MS ? null : listed.next;
    }
  });
}

async function lookAgainOrAsk(message: StoredMessage): Promise<void> {
  const sentAt = timeOf(message);
  const age = Date.now() - sentAt.getTime();
  const next = LOOKS_AT_AGE_MS.find((look) => look > age);
  await inTransaction(async (tx, changes) => {
    if (next !== undefined) {
      const runAt = new Date(sentAt.getTime() + next);
      return addJob(tx, "settle-message", { messageId: message.id }, { runAt });
    }
    await lockConversation(tx, message.conversationId);
    const moved = await moveSend(tx, message.id, ["unknown"], { status: "unknown", needsDecision: true });
    if (moved) changes.conversation(message.conversationId);
  });
}

/** Found upstream: from here on its delivery is asked for like that of any other send. */
async function followDelivery(message: StoredMessage): Promise<void> {
  const statusCheckAt = nextStatusLook(message.at, new Date());
  if (!statusCheckAt) return;
  await inTransaction(async (tx) => {
    await moveSend(tx, message.id, ["sent"], { status: "sent", statusCheckAt });
    const { accountId } = message;
    await addJob(tx, "poll-account", { accountId }, { ifWaiting: "sooner", runAt: statusCheckAt });
  });
}

function timeOf(message: StoredMessage): Date {
  return message.sendingSince ?? message.at;
}
