import { Prisma } from "@/generated/prisma/client";
import type { Conversation } from "@/lib/domain/conversation";
import { notFound } from "@/lib/domain/errors";
import {
  conversationColumns,
  type ConversationRow,
  conversationSource,
  toConversation,
} from "./conversation-rows";
import { database, type Transaction } from "./database";

export type NumberPair = { userNumber: string; contactNumber: string };

/** What deciding about a conversation takes, read under its lock. */
export type LockedConversation = NumberPair & {
  id: string;
  accountId: string;
  contactId: string;
  archived: boolean;
  unreadCount: number;
  assigneeId: string | null;
  optedOut: boolean;
  lastMessageAt: Date;
};

export async function findConversation(id: string): Promise<Conversation | null> {
  const [row] = await database().$queryRaw<ConversationRow[]>`
    SELECT ${conversationColumns} FROM ${conversationSource} WHERE c.id = ${id}::uuid`;
  return row ? toConversation(row) : null;
}

/** Conversations changed since a revision, in the order of their changes. */
export async function listConversationsSince(revision: bigint, limit: number): Promise<Conversation[]> {
  const rows = await database().$queryRaw<ConversationRow[]>`
    SELECT ${conversationColumns} FROM ${conversationSource}
    WHERE c.revision > ${revision}::bigint ORDER BY c.revision LIMIT ${limit}`;
  return rows.map(toConversation);
}

/** The newest revision there is. Everything up to it has been committed. */
export async function newestRevision(): Promise<bigint> {
  const [row] = await database().$queryRaw<{ revision: bigint | null }[]>`
    SELECT max(revision) AS revision FROM conversations`;
  return row?.revision ?? 0n;
}

/** How many conversations changed since a revision, counted up to `limit`. */
export async function countConversationsSince(revision: bigint, limit: number): Promise<number> {
  const [row] = await database().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM
      (SELECT 1 FROM conversations WHERE revision > ${revision}::bigint LIMIT ${limit}) AS changed`;
  return row?.count ?? 0;
}

/** Locks one conversation for the rest of the transaction. Throws `not_found`. */
export async function lockConversation(tx: Transaction, id: string): Promise<LockedConversation> {
  const [row] = await tx.$queryRaw<LockedConversation[]>`
    SELECT ${lockedColumns} FROM conversations c JOIN contacts k ON k.id = c.contact_id
    WHERE c.id = ${id}::uuid FOR UPDATE OF c`;
  if (!row) throw notFound("conversation");
  return row;
}

/**
 * Finds or makes the conversations of these number pairs, with their contacts and our numbers, and locks them
 * in one order, so that whoever takes in messages of the same conversation waits instead of doubling them.
 */
export async function openConversations(
  tx: Transaction,
  accountId: string,
  pairs: NumberPair[],
): Promise<LockedConversation[]> {
  if (pairs.length === 0) return [];
  const json = JSON.stringify(distinct(pairs));
  await tx.$executeRaw`
    INSERT INTO user_numbers (account_id, number)
    SELECT DISTINCT ${accountId}::uuid, p."userNumber"
    FROM jsonb_to_recordset(${json}::jsonb) AS p("userNumber" text, "contactNumber" text) ORDER BY 2
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO contacts (account_id, number)
    SELECT DISTINCT ${accountId}::uuid, p."contactNumber"
    FROM jsonb_to_recordset(${json}::jsonb) AS p("userNumber" text, "contactNumber" text) ORDER BY 2
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO conversations (account_id, user_number, contact_number, contact_id)
    SELECT ${accountId}::uuid, p."userNumber", p."contactNumber", k.id
    FROM jsonb_to_recordset(${json}::jsonb) AS p("userNumber" text, "contactNumber" text)
    JOIN contacts k ON k.account_id = ${accountId}::uuid AND k.number = p."contactNumber"
    ORDER BY p."userNumber", p."contactNumber"
    ON CONFLICT DO NOTHING`;
  return tx.$queryRaw<LockedConversation[]>`
    SELECT ${lockedColumns}
    FROM jsonb_to_recordset(${json}::jsonb) AS p("userNumber" text, "contactNumber" text)
    JOIN conversations c ON c.account_id = ${accountId}::uuid
      AND c.user_number = p."userNumber" AND c.contact_number = p."contactNumber"
    JOIN contacts k ON k.id = c.contact_id
    ORDER BY c.id FOR UPDATE OF c`;
}

const lockedColumns = Prisma.sql`
  c.id::text, c.account_id::text AS "accountId", c.user_number AS "userNumber",
  c.contact_number AS "contactNumber", c.contact_id::text AS "contactId", c.archived,
  c.unread_count AS "unreadCount", c.assignee_id::text AS "assigneeId", k.opted_out AS "optedOut",
  c.last_message_at AS "lastMessageAt"`;

function distinct(pairs: NumberPair[]): NumberPair[] {
  const byKey = new Map(pairs.map((pair) => [`${pair.userNumber} ${pair.contactNumber}`, pair]));
  return [...byKey.values()];
}

/**
 * Makes a conversation's columns say what its messages say: last message, unread count, since when the customer waits.
 * Index look-ups only, whatever the length of the thread. A scheduled text isn't said yet; a failed one answered nobody;
 * archiving settles what came before it; who opted out waits for nothing.
 */
export async function refreshConversations(tx: Transaction, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE conversations c SET
      last_message_id = last.id,
      last_message_at = coalesce(last.at, c.last_message_at),
      last_message_text = left(last.text, 300),
      last_message_direction = last.direction,
      last_message_status = last.status,
      last_message_has_media = coalesce(last.has_media, false),
      last_message_author_id = last.author_id,
      unread_count = unread.count,
      waiting_since = CASE WHEN k.opted_out THEN NULL ELSE waiting.since END
    FROM conversations self
    JOIN contacts k ON k.id = self.contact_id
    LEFT JOIN LATERAL (
      SELECT id, at, text, direction, status, author_id, media <> '[]'::jsonb AS has_media FROM messages
      WHERE conversation_id = self.id AND status <> 'scheduled' ORDER BY at DESC, id DESC LIMIT 1
    ) last ON true
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS count FROM messages WHERE conversation_id = self.id AND unread
    ) unread ON true
    LEFT JOIN LATERAL (
      SELECT max(at) AS at FROM messages
      WHERE conversation_id = self.id AND direction = 'outbound' AND status NOT IN ('failed', 'scheduled')
    ) answer ON true
    LEFT JOIN LATERAL (
      SELECT min(at) AS since FROM messages
      WHERE conversation_id = self.id AND direction = 'inbound'
        AND at > greatest(answer.at, self.resolved_at, '-infinity')
    ) waiting ON true
    WHERE c.id = self.id AND self.id = ANY (${ids}::uuid[])`;
}

/** Archives, which settles everything said so far; or takes that back. */
export async function setArchived(tx: Transaction, id: string, archived: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE conversations SET archived = ${archived}, resolved_at = CASE WHEN ${archived} THEN now() END
    WHERE id = ${id}::uuid`;
}

/** Brings an archived conversation back because of new texts: they are waited for, what was settled before isn't. */
export async function reopenForTexts(tx: Transaction, id: string, earliestAt: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE conversations SET archived = false,
      resolved_at = least(resolved_at, ${earliestAt}::timestamptz - interval '1 millisecond')
    WHERE id = ${id}::uuid`;
}

/** What the provider is known to think about a conversation's place. */
export async function setArchivedUpstream(tx: Transaction, id: string, archived: boolean): Promise<void> {
  await tx.$executeRaw`UPDATE conversations SET archived_upstream = ${archived} WHERE id = ${id}::uuid`;
}

export async function setAssignee(tx: Transaction, id: string, userId: string | null): Promise<void> {
  await tx.$executeRaw`UPDATE conversations SET assignee_id = ${userId}::uuid WHERE id = ${id}::uuid`;
}

/** Marks a thread as read from the provider as a whole. */
export async function setThreadLoaded(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE conversations SET thread_loaded_at = now() WHERE id = ${id}::uuid`;
}

/** The pair, the account and what the provider is known to think: what a push or a look-up upstream needs. */
export async function findUpstreamConversation(
  id: string,
): Promise<
  (NumberPair & { accountId: string; archivedUpstream: boolean | null; threadLoadedAt: Date | null }) | null
> {
  return database().conversation.findUnique({
    where: { id },
    select: {
      accountId: true,
      userNumber: true,
      contactNumber: true,
      archivedUpstream: true,
      threadLoadedAt: true,
    },
  });
}
