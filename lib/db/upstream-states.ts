import type { Transaction } from "./database";

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
