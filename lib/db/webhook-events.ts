import { database, type Transaction } from "./database";

export type WebhookEvent = {
  id: string;
  accountId: string;
  receivedAt: Date;
  body: Uint8Array;
  signature: string | null;
  status: "pending" | "processed" | "quarantined" | "discarded";
  problem: string | null;
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

/** Marks an event as taken in. In the transaction that took it in. */
export async function finishWebhookEvent(tx: Transaction, id: string): Promise<void> {
  await tx.webhookEvent.update({
    where: { id },
    data: { status: "processed", problem: null, processedAt: new Date() },
  });
}

/** Puts an event aside, with the reason, for an admin to look at. */
export async function quarantineWebhookEvent(id: string, problem: string): Promise<void> {
  await database().webhookEvent.update({ where: { id }, data: { status: "quarantined", problem } });
}

/** Forgets what was taken in long ago; quarantine stays until an admin decides. */
export async function deleteProcessedWebhookEvents(before: Date): Promise<void> {
  await database().webhookEvent.deleteMany({ where: { status: "processed", receivedAt: { lt: before } } });
}

export async function countQuarantined(): Promise<number> {
  return database().webhookEvent.count({ where: { status: "quarantined" } });
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
