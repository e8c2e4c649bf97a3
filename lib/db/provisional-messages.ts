import { database } from "./database";

/** The time of the oldest text that a webhook announced after `announcedAfter` and no list has confirmed yet. */
export async function oldestProvisional(accountId: string, announcedAfter: Date): Promise<Date | null> {
  const [row] = await database().$queryRaw<{ at: Date | null }[]>`
    SELECT min(at) AS at FROM messages
    WHERE account_id = ${accountId}::uuid AND direction = 'inbound' AND provider_message_id IS NULL
      AND announcement IS NOT NULL AND created_at > ${announcedAfter}::timestamptz`;
  return row?.at ?? null;
}

/** Whether a text from a customer came between these times that no webhook has announced. */
export async function hasUnannounced(accountId: string, from: Date, to: Date): Promise<boolean> {
  const [row] = await database().$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM messages
      WHERE account_id = ${accountId}::uuid AND direction = 'inbound' AND announcement IS NULL
        AND created_at BETWEEN ${from}::timestamptz AND ${to}::timestamptz) AS found`;
  return row?.found ?? false;
}
