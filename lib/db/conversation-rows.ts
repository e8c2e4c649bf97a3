import { Prisma } from "@/generated/prisma/client";
import type { Conversation, Label } from "@/lib/domain/conversation";
import type { Direction, MessageStatus } from "@/lib/domain/message";

/** The columns of a list row, from `conversations c` joined as in `conversationSource`. */
export const conversationColumns = Prisma.sql`
  c.id::text, c.account_id::text AS "accountId", a.provider::text, c.user_number AS "userNumber",
  n.name AS "userNumberName", c.contact_number AS "contactNumber", c.contact_id::text AS "contactId",
  k.name AS "contactName", k.opted_out AS "optedOut", c.archived, c.unread_count AS "unreadCount",
  c.last_message_id::text AS "lastMessageId", c.last_message_at AS "lastMessageAt",
  c.last_message_text AS "lastMessageText", c.last_message_direction::text AS "lastMessageDirection",
  c.last_message_status::text AS "lastMessageStatus", c.last_message_has_media AS "lastMessageHasMedia",
  u.id::text AS "lastAuthorId", u.name AS "lastAuthorName",
  c.assignee_id::text AS "assigneeId", s.name AS "assigneeName", c.snoozed_until AS "snoozedUntil",
  c.waiting_since AS "waitingSince", c.revision::text, l.labels, p.problem AS "pushProblem"`;

/** What a list row needs beside the conversation itself: a handful of primary-key look-ups for each row of the page. */
export const conversationSource = Prisma.sql`
  conversations c
  JOIN accounts a ON a.id = c.account_id
  JOIN contacts k ON k.id = c.contact_id
  LEFT JOIN user_numbers n ON n.account_id = c.account_id AND n.number = c.user_number
  LEFT JOIN users s ON s.id = c.assignee_id
  LEFT JOIN users u ON u.id = c.last_message_author_id
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'color', t.color) ORDER BY t.name) AS labels
    FROM conversation_labels x JOIN labels t ON t.id = x.label_id WHERE x.conversation_id = c.id
  ) l ON true
  LEFT JOIN LATERAL (
    SELECT problem FROM pushes WHERE conversation_id = c.id AND gave_up_at IS NOT NULL LIMIT 1
  ) p ON true`;

export type ConversationRow = {
  id: string;
  accountId: string;
  provider: Conversation["provider"];
  userNumber: string;
  userNumberName: string | null;
  contactNumber: string;
  contactId: string;
  contactName: string | null;
  optedOut: boolean;
  archived: boolean;
  unreadCount: number;
  lastMessageId: string | null;
  lastMessageAt: Date;
  lastMessageText: string | null;
  lastMessageDirection: Direction | null;
  lastMessageStatus: MessageStatus | null;
  lastMessageHasMedia: boolean;
  lastAuthorId: string | null;
  lastAuthorName: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  snoozedUntil: Date | null;
  waitingSince: Date | null;
  revision: string;
  labels: Label[] | null;
  pushProblem: string | null;
};

export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    accountId: row.accountId,
    provider: row.provider,
    userNumber: row.userNumber,
    userNumberName: row.userNumberName,
    contactNumber: row.contactNumber,
    contact: row.contactName ? { id: row.contactId, name: row.contactName } : null,
    lastMessage: lastMessageOf(row),
    lastMessageAt: row.lastMessageAt.toISOString(),
    unreadCount: row.unreadCount,
    archived: row.archived,
    assignee: personOf(row.assigneeId, row.assigneeName),
    labels: row.labels ?? [],
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    waitingSince: row.waitingSince?.toISOString() ?? null,
    optedOut: row.optedOut,
    pushProblem: row.pushProblem,
    revision: row.revision,
  };
}

function lastMessageOf(row: ConversationRow): Conversation["lastMessage"] {
  if (!row.lastMessageId || !row.lastMessageDirection || !row.lastMessageStatus) return null;
  return {
    id: row.lastMessageId,
    direction: row.lastMessageDirection,
    text: row.lastMessageText ?? "",
    hasMedia: row.lastMessageHasMedia,
    author: personOf(row.lastAuthorId, row.lastAuthorName),
    at: row.lastMessageAt.toISOString(),
    status: row.lastMessageStatus,
  };
}

function personOf(id: string | null, name: string | null): { id: string; name: string } | null {
  return id && name ? { id, name } : null;
}
