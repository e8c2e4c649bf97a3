import { z } from "zod";
import {
  type Direction,
  type FailureCode,
  type Media,
  type Message,
  mediaSchema,
  type MessageStatus,
  rankOfStatus,
} from "@/lib/domain/message";
import { database, type Transaction } from "./database";
import { messageColumns, type MessageRow, toMessage } from "./message-rows";

/** A message as matching and delivering see it. */
export type StoredMessage = {
  id: string;
  accountId: string;
  conversationId: string;
  direction: Direction;
  text: string;
  status: MessageStatus;
  providerMessageId: string | null;
  providerSendId: string | null;
  announcement: string | null;
  at: Date;
  sendingSince: Date | null;
  sendAt: Date | null;
};

const storedColumns = {
  id: true,
  accountId: true,
  conversationId: true,
  direction: true,
  text: true,
  status: true,
  providerMessageId: true,
  providerSendId: true,
  announcement: true,
  at: true,
  sendingSince: true,
  sendAt: true,
} as const;

export async function readMessage(tx: Transaction, id: string): Promise<Message | null> {
  const [row] = await tx.$queryRaw<MessageRow[]>`
    SELECT ${messageColumns} FROM messages m LEFT JOIN users w ON w.id = m.author_id WHERE m.id = ${id}::uuid`;
  return row ? toMessage(row) : null;
}

export async function findMessageByClientId(tx: Transaction, clientId: string): Promise<Message | null> {
  const found = await tx.message.findUnique({ where: { clientId }, select: { id: true } });
  return found && readMessage(tx, found.id);
}

export async function findStoredMessage(tx: Transaction, id: string): Promise<StoredMessage | null> {
  return tx.message.findUnique({ where: { id }, select: storedColumns });
}

/** The provider's own addresses of a message's media. */
export async function findMedia(messageId: string): Promise<Media[] | null> {
  const row = await database().message.findUnique({ where: { id: messageId }, select: { media: true } });
  return row && z.array(mediaSchema).parse(row.media);
}

/** Messages of an account that carry one of these ids, as the row's own or as that of their send. */
export async function findByProviderIds(
  tx: Transaction,
  accountId: string,
  ids: string[],
): Promise<StoredMessage[]> {
  if (ids.length === 0) return [];
  return tx.message.findMany({
    where: { accountId, OR: [{ providerMessageId: { in: ids } }, { providerSendId: { in: ids } }] },
    select: storedColumns,
  });
}

/** Messages of these conversations that no row of the provider has been matched to yet. */
export async function findUnmatched(tx: Transaction, conversationIds: string[]): Promise<StoredMessage[]> {
  if (conversationIds.length === 0) return [];
  return tx.message.findMany({
    where: {
      conversationId: { in: conversationIds },
      providerMessageId: null,
      status: { in: ["received", "sending", "unknown", "sent"] },
    },
    select: storedColumns,
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
}

/** Inbound texts around a time that a webhook could be announcing (again). */
export async function findInboundAround(
  tx: Transaction,
  conversationId: string,
  from: Date,
  to: Date,
): Promise<StoredMessage[]> {
  return tx.message.findMany({
    where: { conversationId, direction: "inbound", at: { gte: from, lte: to } },
    select: storedColumns,
    orderBy: { at: "asc" },
  });
}

/** From when to when the texts are that a webhook announced lately, that lie before a time, and that no list has confirmed. */
export async function spanOfProvisional(
  accountId: string,
  { announcedAfter, before }: { announcedAfter: Date; before: Date },
): Promise<{ from: Date; to: Date } | null> {
  const { _min, _max } = await database().message.aggregate({
    where: {
      accountId,
      direction: "inbound",
      providerMessageId: null,
      announcement: { not: null },
      createdAt: { gt: announcedAfter },
      at: { lt: before },
    },
    _min: { at: true },
    _max: { at: true },
  });
  return _min.at && _max.at ? { from: _min.at, to: _max.at } : null;
}

export type NewMessageRow = {
  conversationId: string;
  direction: Direction;
  text: string;
  media: Media[];
  status: MessageStatus;
  failure: { code: FailureCode; message: string } | null;
  providerMessageId: string | null;
  providerSendId: string | null;
  announcement: string | null;
  unread: boolean;
  unreadUpstream: boolean;
  at: Date;
  statusCheckAt: Date | null;
};

/**
 * Adds messages that came from outside. One that is here already (same provider id, same announcement) is left alone.
 * @returns the conversations that got at least one, with how many.
 */
export async function insertMessages(
  tx: Transaction,
  accountId: string,
  messages: NewMessageRow[],
): Promise<{ id: string; conversationId: string }[]> {
  if (messages.length === 0) return [];
  const rows = messages.map((message) => ({
    ...message,
    failure: undefined,
    failureCode: message.failure?.code ?? null,
    failureMessage: message.failure?.message ?? null,
  }));
  return tx.$queryRaw<{ id: string; conversationId: string }[]>`
    INSERT INTO messages (account_id, conversation_id, direction, text, media, status, failure_code, failure_message,
      provider_message_id, provider_send_id, announcement, unread, unread_upstream, at, status_check_at)
    SELECT ${accountId}::uuid, r."conversationId", r.direction::"Direction", r.text, r.media, r.status::"MessageStatus",
      r."failureCode", r."failureMessage", r."providerMessageId", r."providerSendId", r.announcement,
      r.unread, r."unreadUpstream", r.at, r."statusCheckAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      "conversationId" uuid, direction text, text text, media jsonb, status text, "failureCode" text,
      "failureMessage" text, "providerMessageId" text, "providerSendId" text, announcement text,
      unread boolean, "unreadUpstream" boolean, at timestamptz, "statusCheckAt" timestamptz)
    ORDER BY r.at
    ON CONFLICT DO NOTHING
    RETURNING id::text, conversation_id::text AS "conversationId"`;
}

export type MatchedMessage = {
  id: string;
  providerMessageId: string;
  providerSendId: string | null;
  at: Date;
  media: Media[];
  status: MessageStatus;
  failure: { code: FailureCode; message: string } | null;
};

/**
 * Writes what the provider says of messages that are here: ids, its time, media, and a status if it is further on.
 * @returns the conversations in which anything really changed.
 */
export async function updateMatchedMessages(tx: Transaction, messages: MatchedMessage[]): Promise<string[]> {
  if (messages.length === 0) return [];
  const rows = messages.map((message) => ({
    id: message.id,
    providerMessageId: message.providerMessageId,
    providerSendId: message.providerSendId,
    at: message.at,
    media: message.media,
    status: message.status,
    rank: rankOfStatus(message.status),
    failureCode: message.failure?.code ?? null,
    failureMessage: message.failure?.message ?? null,
  }));
  const changed = await tx.$queryRaw<{ conversationId: string }[]>`
    UPDATE messages m SET
      provider_message_id = r."providerMessageId",
      provider_send_id = coalesce(m.provider_send_id, r."providerSendId"),
      at = r.at,
      media = CASE WHEN r.media = '[]'::jsonb THEN m.media ELSE r.media END,
      status = CASE WHEN r.rank > status_rank(m.status) THEN r.status::"MessageStatus" ELSE m.status END,
      failure_code = CASE WHEN r.rank > status_rank(m.status) THEN r."failureCode" ELSE m.failure_code END,
      failure_message = CASE WHEN r.rank > status_rank(m.status) THEN r."failureMessage" ELSE m.failure_message END,
      needs_decision = false,
      status_check_at = CASE WHEN r.status IN ('delivered', 'failed') THEN NULL ELSE m.status_check_at END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      id uuid, "providerMessageId" text, "providerSendId" text, at timestamptz, media jsonb, status text, rank int,
      "failureCode" text, "failureMessage" text)
    WHERE m.id = r.id AND (
      m.provider_message_id IS DISTINCT FROM r."providerMessageId"
      OR m.at <> r.at
      OR (r.media <> '[]'::jsonb AND m.media <> r.media)
      OR r.rank > status_rank(m.status))
    RETURNING m.conversation_id::text AS "conversationId"`;
  return changed.map((row) => row.conversationId);
}

/** Notes that a webhook announced a message that a list had already brought. */
export async function setAnnouncement(tx: Transaction, id: string, announcement: string): Promise<void> {
  await tx.message.update({ where: { id }, data: { announcement } });
}

/** Takes a message off the timeline, if it is still in one of these states. @returns whether it was. */
export async function deleteMessageIn(
  tx: Transaction,
  id: string,
  statuses: MessageStatus[],
): Promise<boolean> {
  const { count } = await tx.message.deleteMany({ where: { id, status: { in: statuses } } });
  return count === 1;
}
