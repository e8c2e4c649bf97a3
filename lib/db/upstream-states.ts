import { database, type Transaction } from "./database";

/** A row of a provider's conversation list, as far as finding differences goes. */
type ListedConversation = { userNumber: string; contactNumber: string; lastMessageAt: Date | null };

/** What a provider's conversation list says of one conversation of ours. */
export type UpstreamState = {
  conversationId: string;
  archived: boolean;
  unreadCount: number;
  lastMessageAt: Date | null;
  /** A push of ours stands against it: keep what we have. */
  keepArchived: boolean;
  keepRead: boolean;
};

/** Takes over archived or not. @returns the conversations for which it is news. */
export async function applyUpstreamArchived(tx: Transaction, states: UpstreamState[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string; changed: boolean }[]>`
    UPDATE conversations c SET archived_upstream = r.archived, archived = r.archived,
      resolved_at = CASE WHEN c.archived = r.archived THEN c.resolved_at
        WHEN r.archived THEN coalesce(r."lastMessageAt", now()) END
    FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb)
      AS r("conversationId" uuid, archived boolean, "lastMessageAt" timestamptz, "keepArchived" boolean),
      conversations before
    WHERE c.id = r."conversationId" AND before.id = c.id
      AND NOT r."keepArchived" AND (c.archived_upstream IS DISTINCT FROM r.archived OR c.archived <> r.archived)
    RETURNING c.id::text, before.archived <> c.archived AS changed`;
  return rows.filter((row) => row.changed).map((row) => row.id);
}

/**
 * Before a conversation's messages are here: its place in the list and how many are unread, so that the inbox can be
 * used while the messages are still coming.
 * @returns the conversations that changed.
 */
export async function expectUpstreamUnread(tx: Transaction, states: UpstreamState[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE conversations c SET unread_expected = r."unreadCount",
      unread_count = CASE WHEN c.last_message_id IS NULL THEN r."unreadCount" ELSE c.unread_count END,
      last_message_at = CASE WHEN c.last_message_id IS NULL
        THEN coalesce(r."lastMessageAt", c.last_message_at) ELSE c.last_message_at END
    FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb)
      AS r("conversationId" uuid, "unreadCount" int, "lastMessageAt" timestamptz, "keepRead" boolean)
    WHERE c.id = r."conversationId" AND NOT r."keepRead"
    RETURNING c.id::text`;
  return rows.map((row) => row.id);
}

/** Of these conversations, those where ours and theirs disagree about whether anything is unread. */
export async function listReadDisagreements(
  tx: Transaction,
  states: UpstreamState[],
  observedAt: Date,
): Promise<{ id: string; unreadUpstream: number }[]> {
  return tx.$queryRaw<{ id: string; unreadUpstream: number }[]>`
    SELECT c.id::text, r."unreadCount" AS "unreadUpstream"
    FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb)
      AS r("conversationId" uuid, "unreadCount" int, "keepRead" boolean)
    JOIN conversations c ON c.id = r."conversationId"
    WHERE NOT r."keepRead" AND (c.unread_count > 0) <> (r."unreadCount" > 0)
      -- A text that came after the list was read says nothing about the list.
      AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = c.id AND m.unread
        AND m.created_at > ${observedAt}::timestamptz - interval '1 minute')`;
}

/**
 * How many conversations are active here and, by their time, would have to be in this page of the active ones there,
 * but aren't. Those that wait for a push of ours aren't counted.
 */
export async function countMissing(accountId: string, page: ListedConversation[]): Promise<number> {
  const [row] = await database().$queryRaw<{ count: number }[]>`
    WITH page AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(page)}::jsonb)
        AS r("userNumber" text, "contactNumber" text, "lastMessageAt" timestamptz)
    )
    SELECT count(*)::int AS count FROM conversations c
    WHERE c.account_id = ${accountId}::uuid AND NOT c.archived AND c.last_message_id IS NOT NULL
      AND c.last_message_at BETWEEN (SELECT min("lastMessageAt") FROM page) AND (SELECT max("lastMessageAt") FROM page)
      AND NOT EXISTS (SELECT 1 FROM page p
        WHERE p."userNumber" = c.user_number AND p."contactNumber" = c.contact_number)
      AND NOT EXISTS (SELECT 1 FROM pushes p WHERE p.conversation_id = c.id AND p.field = 'archived' AND p.done_at IS NULL)`;
  return row?.count ?? 0;
}

/**
 * Conversations whose newest message there is newer than the newest here, and settled: it came before \`before\`, and
 * the thread hasn't been read since.
 */
export async function listOutrun(
  accountId: string,
  page: ListedConversation[],
  before: Date,
  limit: number,
): Promise<{ id: string; userNumber: string; contactNumber: string }[]> {
  if (limit <= 0) return [];
  return database().$queryRaw<{ id: string; userNumber: string; contactNumber: string }[]>`
    SELECT c.id::text, c.user_number AS "userNumber", c.contact_number AS "contactNumber"
    FROM jsonb_to_recordset(${JSON.stringify(page)}::jsonb)
      AS r("userNumber" text, "contactNumber" text, "lastMessageAt" timestamptz)
    JOIN conversations c ON c.account_id = ${accountId}::uuid
      AND c.user_number = r."userNumber" AND c.contact_number = r."contactNumber"
    WHERE r."lastMessageAt" < ${before}::timestamptz
      AND (c.last_message_id IS NULL OR c.last_message_at < r."lastMessageAt" - interval '5 seconds')
      AND coalesce(c.thread_loaded_at, '-infinity') < r."lastMessageAt"
    ORDER BY r."lastMessageAt" DESC LIMIT ${limit}`;
}
