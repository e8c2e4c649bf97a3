import { database, type Transaction } from "./database";

/** Marks every inbound message as read. */
export async function setAllRead(tx: Transaction, conversationId: string): Promise<void> {
  await tx.$executeRaw`UPDATE messages SET unread = false WHERE conversation_id = ${conversationId}::uuid AND unread`;
}

/** Marks the newest inbound messages as unread, and tells whether there was one. */
export async function setNewestUnread(
  tx: Transaction,
  conversationId: string,
  count: number,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE messages SET unread = true WHERE id IN (
      SELECT id FROM messages WHERE conversation_id = ${conversationId}::uuid AND direction = 'inbound'
      ORDER BY at DESC, id DESC LIMIT ${count})`;
  return changed > 0;
}

/** Takes over how many messages the provider holds for unread. */
export async function setUnreadUpstream(
  tx: Transaction,
  conversationId: string,
  count: number,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE messages SET unread_upstream = false
    WHERE conversation_id = ${conversationId}::uuid AND unread_upstream`;
  await tx.$executeRaw`
    UPDATE messages SET unread_upstream = true WHERE id IN (
      SELECT id FROM messages WHERE conversation_id = ${conversationId}::uuid AND direction = 'inbound'
      ORDER BY at DESC, id DESC LIMIT ${count})`;
}

/** What the provider has to be told for a conversation to be read (or unread) there too. */
export type ReadMark = { messageId: string; providerMessageId: string | null };

/**
 * To read: what the provider holds for unread. To unread: the newest inbound text, unless it is unread there.
 * @param isCertain false when a call's outcome isn't known: then the newest inbound text is told in any case
 */
export async function listReadMarks(
  conversationId: string,
  read: boolean,
  isCertain: boolean,
): Promise<ReadMark[]> {
  return database().$queryRaw<ReadMark[]>`
    WITH newest AS (
      SELECT id FROM messages
      WHERE conversation_id = ${conversationId}::uuid AND direction = 'inbound' ORDER BY at DESC, id DESC LIMIT 1
    )
    SELECT id::text AS "messageId", provider_message_id AS "providerMessageId" FROM messages
    WHERE conversation_id = ${conversationId}::uuid AND CASE WHEN ${read}
      THEN unread_upstream OR (NOT ${isCertain} AND id IN (SELECT id FROM newest))
      ELSE id IN (SELECT id FROM newest) AND NOT (unread_upstream AND ${isCertain}) END`;
}

export async function setMessagesUnreadUpstream(
  tx: Transaction,
  ids: string[],
  unread: boolean,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`UPDATE messages SET unread_upstream = ${unread} WHERE id = ANY (${ids}::uuid[])`;
}

/**
 * During the first synchronisation: notes as unread at the provider the newest inbound texts of these conversations, as
 * many as it said are, and as unread here unless somebody has already decided about that. Pages come newest first, so
 * the right ones are here before any others. What came after the list had made the conversation wasn't counted in it.
 */
export async function applyExpectedUnread(tx: Transaction, conversationIds: string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE messages m SET unread_upstream = true,
      unread = m.unread OR NOT EXISTS (SELECT 1 FROM pushes p WHERE p.conversation_id = c.id AND p.field = 'read')
    FROM conversations c JOIN accounts a ON a.id = c.account_id, LATERAL (
      SELECT id FROM messages WHERE conversation_id = c.id AND direction = 'inbound' AND at <= c.created_at
      ORDER BY at DESC, id DESC LIMIT c.unread_expected
    ) newest
    WHERE c.id = ANY (${conversationIds}::uuid[]) AND c.unread_expected > 0 AND a.backfill_phase <> 'done'
      AND m.id = newest.id AND NOT m.unread_upstream`;
}

/** Of these conversations, those with unread texts at the provider that the first synchronisation hasn't brought yet. */
export async function listAwaitingUnread(conversationIds: string[]): Promise<string[]> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT c.id::text FROM conversations c JOIN accounts a ON a.id = c.account_id
    WHERE c.id = ANY (${conversationIds}::uuid[]) AND a.backfill_phase IN ('conversations', 'messages')
      AND c.unread_expected > (SELECT count(*) FROM messages WHERE conversation_id = c.id AND unread_upstream)`;
  return rows.map((row) => row.id);
}
