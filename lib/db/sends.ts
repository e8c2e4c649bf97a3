import type { FailureCode, MessageStatus } from "@/lib/domain/message";
import { database, type Transaction } from "./database";
import type { StoredMessage } from "./messages";

export type QueuedSend = {
  accountId: string;
  conversationId: string;
  clientId: string;
  authorId: string;
  text: string;
  at: Date;
  sendAt: Date;
};

/** @returns the id, or null when this `clientId` was sent before. */
export async function insertQueuedMessage(tx: Transaction, send: QueuedSend): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO messages (account_id, conversation_id, direction, text, status, client_id, author_id, at, send_at)
    VALUES (${send.accountId}::uuid, ${send.conversationId}::uuid, 'outbound', ${send.text}, 'queued',
      ${send.clientId}::uuid, ${send.authorId}::uuid, ${send.at}::timestamptz, ${send.sendAt}::timestamptz)
    ON CONFLICT (client_id) DO NOTHING
    RETURNING id::text`;
  return row?.id ?? null;
}

/**
 * Moves a send from one state to the next, if it is (still) in one of `from`.
 * @returns whether it was; false means that somebody else decided meanwhile.
 */
export async function moveSend(
  tx: Transaction,
  id: string,
  from: MessageStatus[],
  to: {
    status: MessageStatus;
    providerSendId?: string;
    failure?: { code: FailureCode; message: string } | null;
    sendingSince?: Date | null;
    sendAt?: Date | null;
    needsDecision?: boolean;
    statusCheckAt?: Date | null;
  },
): Promise<boolean> {
  const { count } = await tx.message.updateMany({
    where: { id, status: { in: from } },
    data: {
      status: to.status,
      providerSendId: to.providerSendId,
      failureCode: to.failure === undefined ? undefined : (to.failure?.code ?? null),
      failureMessage: to.failure === undefined ? undefined : (to.failure?.message ?? null),
      sendingSince: to.sendingSince,
      sendAt: to.sendAt,
      needsDecision: to.needsDecision,
      statusCheckAt: to.statusCheckAt,
    },
  });
  return count === 1;
}

/** Records what the provider called a send whose row was matched before its answer came. */
export async function setSendId(tx: Transaction, id: string, providerSendId: string): Promise<void> {
  await tx.message.updateMany({ where: { id, providerSendId: null }, data: { providerSendId } });
}

/** Sends of an account whose delivery state is due for a look, oldest first. */
export async function listDueStatusChecks(
  accountId: string,
  now: Date,
): Promise<Pick<StoredMessage, "id" | "at" | "conversationId">[]> {
  return database().message.findMany({
    where: { accountId, statusCheckAt: { lte: now } },
    select: { id: true, at: true, conversationId: true },
    orderBy: { at: "asc" },
    take: 500,
  });
}

/** Plans the next look at each of these, by their age; none once they're old. */
export async function scheduleStatusChecks(ids: string[], next: (at: Date) => Date | null): Promise<void> {
  const rows = await database().message.findMany({
    where: { id: { in: ids }, statusCheckAt: { not: null } },
    select: { id: true, at: true },
  });
  const json = JSON.stringify(rows.map((row) => ({ id: row.id, next: next(row.at) })));
  await database().$executeRaw`
    UPDATE messages m SET status_check_at = r.next
    FROM jsonb_to_recordset(${json}::jsonb) AS r(id uuid, next timestamptz) WHERE m.id = r.id`;
}

/** A job runs within seconds of being due; a send that is this much overdue may have lost its own. */
const STRANDED_AFTER_MS = 2 * 60_000;

/** Sends that should have moved on long ago: queued past their time, under way for minutes, unknown and not looked for. */
export async function listStrandedSends(now: Date): Promise<{ id: string; status: MessageStatus }[]> {
  const before = new Date(now.getTime() - STRANDED_AFTER_MS);
  return database().message.findMany({
    where: {
      direction: "outbound",
      OR: [
        { status: "queued", sendAt: { lt: before } },
        { status: "sending", sendingSince: { lt: before } },
        { status: "unknown", needsDecision: false, sendingSince: { lt: before } },
      ],
    },
    select: { id: true, status: true },
    take: 500,
  });
}
