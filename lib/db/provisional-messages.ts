import { database } from "./database";

/** The time of the oldest text that a webhook announced after `announcedAfter` and no list has confirmed yet. */
export async function oldestProvisional(accountId: string, announcedAfter: Date): Promise<Date | null> {
  const [row] = await database().$queryRaw<{ at: Date | null }[]>`
    SELECT min(at) AS at FROM messages
    WHERE account_id = ${accountId}::uuid AND direction = 'inbound' AND provider_message_id IS NULL
      AND announcement IS NOT NULL AND created_at > ${announcedAfter}::timestamptz`;
  return row?.at ?? null;
}
