import { database, type Transaction } from "./database";
import { formatCursor, parseCursor } from "./keyset-cursor";

export type WebhookEvent = {
  id: string;
  accountId: string;
  receivedAt: Date;
  body: Uint8Array;
  signature: string | null;
  status: "pending" | "processed" | "quarantined" | "discarded";
  problem: string | null;
};

export type QuarantinedEvent = Pick<
  WebhookEvent,
  "id" | "accountId" | "receivedAt" | "problem" | "signature"
> & {
  accountName: string;
  /** Its beginning. */
  body: Uint8Array;
  /** Bytes of all of it. */
  size: number;
};

/** Keeps a webhook exactly as it came. @returns its id. */
export async function insertWebhookEvent(
  tx: Transaction,
  event: { accountId: string; body: Uint8Array; signature: string | null; problem: string | null },
): Promise<string> {
  const row = await tx.webhookEvent.create({
    data: {
      accountId: event.accountId,
      body: new Uint8Array(event.body),
      signature: event.signature,
      status: event.problem === null ? "pending" : "quarantined",
      problem: event.problem,
    },
    select: { id: true },
  });
  return row.id;
}

export async function findWebhookEvent(id: string): Promise<WebhookEvent | null> {
  return database().webhookEvent.findUnique({ where: { id } });
}

/**
 * Marks an event as taken in, as the first step of the transaction that takes it in: whoever else is about to, or to
 * discard it, waits for its row here.
 * @returns false when it was taken in or discarded before
 */
export async function finishWebhookEvent(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.webhookEvent.updateMany({
    where: { id, status: { in: ["pending", "quarantined"] } },
    data: { status: "processed", problem: null, processedAt: new Date() },
  });
  return count === 1;
}

/** Puts an event aside, with the reason, for an admin to look at; unless it was taken in or discarded meanwhile. */
export async function quarantineWebhookEvent(id: string, problem: string): Promise<void> {
  await database().webhookEvent.updateMany({
    where: { id, status: { in: ["pending", "quarantined"] } },
    data: { status: "quarantined", problem },
  });
}

/** Forgets what was taken in or discarded long ago; quarantine stays until an admin decides. */
export async function deleteOldWebhookEvents(before: Date): Promise<void> {
  await database().webhookEvent.deleteMany({
    where: { status: { in: ["processed", "discarded"] }, processedAt: { lt: before } },
  });
}

/** Webhooks in quarantine, newest first, each with no more than `bodyBytes` of its body. */
export async function listQuarantined(page: {
  accountId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  bodyBytes: number;
}): Promise<{ items: QuarantinedEvent[]; nextCursor: string | null }> {
  const position = page.cursor === undefined ? null : parseCursor(page.cursor);
  const rows = await database().$queryRaw<QuarantinedEvent[]>`
    SELECT e.id::text, e.account_id::text AS "accountId", a.name AS "accountName", e.received_at AS "receivedAt",
      e.problem, e.signature, substring(e.body FROM 1 FOR ${page.bodyBytes}::int) AS body, length(e.body) AS size
    FROM webhook_events e JOIN accounts a ON a.id = e.account_id
    WHERE e.status = 'quarantined'
      AND (${page.accountId ?? null}::uuid IS NULL OR e.account_id = ${page.accountId ?? null}::uuid)
      AND (${position?.key ?? null}::timestamptz IS NULL
        OR (e.received_at, e.id) < (${position?.key ?? null}::timestamptz, ${position?.id ?? null}::uuid))
    ORDER BY e.received_at DESC, e.id DESC LIMIT ${page.limit + 1}`;
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const hasMore = rows.length > page.limit && last !== undefined;
  return {
    items,
    nextCursor: hasMore ? formatCursor({ key: last.receivedAt.toISOString(), id: last.id }) : null,
  };
}

/** Puts an event in quarantine away for good. @returns whether it was there */
export async function discardWebhookEvent(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.webhookEvent.updateMany({
    where: { id, status: "quarantined" },
    data: { status: "discarded", processedAt: new Date() },
  });
  return count === 1;
}

/** Events that should have been read long ago. */
export async function listStrandedWebhookEvents(now: Date): Promise<string[]> {
  const rows = await database().webhookEvent.findMany({
    where: { status: "pending", receivedAt: { lt: new Date(now.getTime() - 60_000) } },
    select: { id: true },
    take: 500,
  });
  return rows.map((row) => row.id);
}
