import { Prisma } from "@/generated/prisma/client";
import type {
  Conversation,
  ConversationFilter,
  ConversationPage,
  Sort,
  View,
} from "@/lib/domain/conversation";
import { database } from "./database";
import {
  conversationColumns,
  type ConversationRow,
  conversationSource,
  toConversation,
} from "./conversation-rows";
import { formatCursor, parseCursor } from "./keyset-cursor";

/**
 * One page of the list: one query, keyset-paged by (sort key, id), each view and sort with its own index.
 * @param viewerId whose "mine" it is
 */
export async function listConversationRows(
  viewerId: string,
  filter: ConversationFilter,
  page: { limit: number; cursor: string | null },
): Promise<ConversationPage> {
  const conditions = [...conditionsOf(viewerId, filter), ...afterCursor(filter.sort, page.cursor)];
  const rows = await database().$queryRaw<ConversationRow[]>`
    SELECT ${conversationColumns} FROM ${conversationSource}
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY ${orderOf(filter.sort)}
    LIMIT ${page.limit + 1}`;
  const items = rows.slice(0, page.limit).map(toConversation);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > page.limit && last ? cursorOf(filter.sort, last) : null };
}

/** The conditions of a view, word for word those of its partial index, so that the planner may use it. */
export function conditionsOfView(view: View, viewerId: string): Prisma.Sql[] {
  const active = [Prisma.sql`NOT c.archived`, Prisma.sql`c.snoozed_until IS NULL`];
  switch (view) {
    case "needs-reply":
      return [...active, Prisma.sql`c.waiting_since IS NOT NULL`];
    case "inbox":
      return active;
    case "mine":
      return [...active, Prisma.sql`c.assignee_id = ${viewerId}::uuid`];
    case "unassigned":
      return [...active, Prisma.sql`c.assignee_id IS NULL`];
    case "snoozed":
      return [Prisma.sql`NOT c.archived`, Prisma.sql`c.snoozed_until IS NOT NULL`];
    case "scheduled":
      return [Prisma.sql`c.scheduled_count > 0`];
    case "archived":
      return [Prisma.sql`c.archived`];
    case "all":
      return [];
  }
}

function conditionsOf(viewerId: string, filter: ConversationFilter): Prisma.Sql[] {
  const conditions = [Prisma.sql`a.removed_at IS NULL`, ...conditionsOfView(filter.view, viewerId)];
  if (filter.unread === true) conditions.push(Prisma.sql`c.unread_count > 0`);
  if (filter.unread === false) conditions.push(Prisma.sql`c.unread_count = 0`);
  if (filter.accountId) conditions.push(Prisma.sql`c.account_id = ${filter.accountId}::uuid`);
  if (filter.userNumber) conditions.push(Prisma.sql`c.user_number = ${filter.userNumber}`);
  if (filter.assigneeId) conditions.push(Prisma.sql`c.assignee_id = ${filter.assigneeId}::uuid`);
  if (filter.labelId) {
    conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM conversation_labels x
      WHERE x.conversation_id = c.id AND x.label_id = ${filter.labelId}::uuid)`);
  }
  if (filter.optedOut !== undefined) conditions.push(Prisma.sql`k.opted_out = ${filter.optedOut}`);
  if (filter.q) conditions.push(matches(filter.q));
  return conditions;
}

function matches(q: string): Prisma.Sql {
  const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const digits = q.replace(/\D/g, "");
  const number = digits.length >= 3 ? Prisma.sql`OR c.contact_number LIKE ${`%${digits}%`}` : Prisma.empty;
  return Prisma.sql`(k.name ILIKE ${like} OR c.last_message_text ILIKE ${like} ${number})`;
}

function orderOf(sort: Sort): Prisma.Sql {
  switch (sort) {
    case "newest":
      return Prisma.sql`c.last_message_at DESC, c.id DESC`;
    case "oldest":
      return Prisma.sql`c.last_message_at ASC, c.id ASC`;
    case "waiting":
      return Prisma.sql`coalesce(c.waiting_since, 'infinity') ASC, c.id ASC`;
  }
}

function afterCursor(sort: Sort, cursor: string | null): Prisma.Sql[] {
  if (!cursor) return [];
  const { key, id } = parseCursor(cursor);
  switch (sort) {
    case "newest":
      return [Prisma.sql`(c.last_message_at, c.id) < (${key}::timestamptz, ${id}::uuid)`];
    case "oldest":
      return [Prisma.sql`(c.last_message_at, c.id) > (${key}::timestamptz, ${id}::uuid)`];
    case "waiting":
      return [Prisma.sql`(coalesce(c.waiting_since, 'infinity'), c.id) > (${key}::timestamptz, ${id}::uuid)`];
  }
}

function cursorOf(sort: Sort, last: Conversation): string {
  const key = sort === "waiting" ? (last.waitingSince ?? "infinity") : last.lastMessageAt;
  return formatCursor({ key, id: last.id });
}
