import { Prisma } from "@/generated/prisma/client";
import type { TimelineItem, TimelinePage } from "@/lib/domain/message";
import { database, type Transaction } from "./database";
import { formatCursor, type KeysetPosition, parseCursor } from "./keyset-cursor";
import { messageColumns, type MessageRow, toMessage } from "./message-rows";

/** What happened to a conversation that its readers care about; reading and marking aren't. */
const TIMELINE_ACTIONS = [
  "conversation.archived",
  "conversation.restored",
  "conversation.restored_by_text",
  "conversation.assigned",
  "conversation.unassigned",
];

/** How many unseen additions a refused send is shown. */
const MAX_NEWER = 20;

/**
 * A page of messages, notes and events, oldest first. Each kind is read from its own index and cut to the page's
 * size before they are put together, so the length of the thread doesn't matter.
 * Without a cursor: the newest page. `before`: what is older. `after`: what is newer.
 */
export async function readTimeline(
  conversationId: string,
  page: { limit: number; before: string | null; after: string | null },
): Promise<TimelinePage> {
  const cursor = page.after ?? page.before;
  const position = cursor ? parseCursor(cursor) : null;
  const forward = page.after !== null;
  const limit = page.limit + 1;
  const [messages, notes, events] = await Promise.all([
    readMessages(database(), conversationId, position, forward, limit),
    readNotes(database(), conversationId, position, forward, limit),
    readEvents(conversationId, position, forward, limit),
  ]);
  const inOrder = [...messages, ...notes, ...events].sort(byTime);
  const hasMore = inOrder.length > page.limit;
  const items = forward ? inOrder.slice(0, page.limit) : inOrder.slice(-page.limit);
  const first = items[0];
  const last = items.at(-1);
  return {
    items,
    before: first && (forward || hasMore) ? cursorOf(first) : null,
    after: last ? cursorOf(last) : page.after,
  };
}

async function readMessages(
  tx: Transaction,
  conversationId: string,
  position: KeysetPosition | null,
  forward: boolean,
  limit: number,
): Promise<TimelineItem[]> {
  const rows = await tx.$queryRaw<MessageRow[]>`
    SELECT ${messageColumns} FROM messages m LEFT JOIN users w ON w.id = m.author_id
    WHERE m.conversation_id = ${conversationId}::uuid ${beyond("m", position, forward)}
    ORDER BY ${direction("m", forward)} LIMIT ${limit}`;
  return rows.map(toMessage);
}

type NoteRow = { id: string; text: string; authorId: string | null; authorName: string | null; at: Date };

async function readNotes(
  tx: Transaction,
  conversationId: string,
  position: KeysetPosition | null,
  forward: boolean,
  limit: number,
): Promise<TimelineItem[]> {
  const rows = await tx.$queryRaw<NoteRow[]>`
    SELECT o.id::text, o.text, w.id::text AS "authorId", w.name AS "authorName", o.at
    FROM notes o LEFT JOIN users w ON w.id = o.author_id
    WHERE o.conversation_id = ${conversationId}::uuid ${beyond("o", position, forward)}
    ORDER BY ${direction("o", forward)} LIMIT ${limit}`;
  return rows.map((row) => ({
    id: row.id,
    kind: "note",
    conversationId,
    text: row.text,
    author: authorOf(row),
    at: row.at.toISOString(),
  }));
}

type EventRow = {
  id: string;
  action: string;
  details: Record<string, unknown>;
  authorId: string | null;
  authorName: string | null;
  at: Date;
};

async function readEvents(
  conversationId: string,
  position: KeysetPosition | null,
  forward: boolean,
  limit: number,
): Promise<TimelineItem[]> {
  const rows = await database().$queryRaw<EventRow[]>`
    SELECT e.id::text, e.action, e.details, w.id::text AS "authorId", w.name AS "authorName", e.at
    FROM audit_entries e LEFT JOIN users w ON w.id = e.user_id
    WHERE e.conversation_id = ${conversationId}::uuid AND e.action = ANY (${TIMELINE_ACTIONS}::text[])
      ${beyond("e", position, forward)}
    ORDER BY ${direction("e", forward)} LIMIT ${limit}`;
  return rows.map((row) => ({
    id: row.id,
    kind: "event",
    conversationId,
    action: row.action,
    details: row.details,
    author: authorOf(row),
    at: row.at.toISOString(),
  }));
}

function authorOf(row: {
  authorId: string | null;
  authorName: string | null;
}): { id: string; name: string } | null {
  return row.authorId && row.authorName ? { id: row.authorId, name: row.authorName } : null;
}

type Alias = "m" | "o" | "e";

function beyond(alias: Alias, position: KeysetPosition | null, forward: boolean): Prisma.Sql {
  if (!position) return Prisma.empty;
  const columns = Prisma.raw(`(${alias}.at, ${alias}.id)`);
  const comparison = Prisma.raw(forward ? ">" : "<");
  return Prisma.sql`AND ${columns} ${comparison} (${position.key}::timestamptz, ${position.id}::uuid)`;
}

function direction(alias: Alias, forward: boolean): Prisma.Sql {
  return Prisma.raw(forward ? `${alias}.at ASC, ${alias}.id ASC` : `${alias}.at DESC, ${alias}.id DESC`);
}

function byTime(a: TimelineItem, b: TimelineItem): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function cursorOf(item: { at: string; id: string }): string {
  return formatCursor({ key: item.at, id: item.id });
}

/** What others have added after a message: texts in both directions and notes, oldest first. Empty for an id we don't know. */
export async function listNewerThan(
  tx: Transaction,
  conversationId: string,
  messageId: string,
  exceptAuthorId: string,
): Promise<TimelineItem[]> {
  const seen = await tx.message.findFirst({ where: { id: messageId, conversationId }, select: { at: true } });
  if (!seen) return [];
  const position = { key: seen.at.toISOString(), id: messageId };
  // With the transaction's own connection: enough sends at once would otherwise wait for each other's.
  const messages = await readMessages(tx, conversationId, position, true, MAX_NEWER);
  const notes = await readNotes(tx, conversationId, position, true, MAX_NEWER);
  return [...messages, ...notes].filter((item) => !isBy(item, exceptAuthorId)).sort(byTime);
}

function isBy(item: TimelineItem, userId: string): boolean {
  return item.kind !== "message" || item.direction === "outbound" ? item.author?.id === userId : false;
}
