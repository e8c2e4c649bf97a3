import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import {
  type Direction,
  failureCodeSchema,
  mediaSchema,
  type Message,
  type MessageStatus,
} from "@/lib/domain/message";

/** The columns of a message as people see it, from `messages m` left-joined with its author `w`. */
export const messageColumns = Prisma.sql`
  m.id::text, m.conversation_id::text AS "conversationId", m.direction::text, m.text, m.media,
  m.status::text, m.failure_code AS "failureCode", m.failure_message AS "failureMessage",
  w.id::text AS "authorId", w.name AS "authorName", m.client_id::text AS "clientId",
  m.provider_message_id AS "providerMessageId", m.unread, m.needs_decision AS "needsDecision",
  m.send_at AS "sendAt", m.at`;

export type MessageRow = {
  id: string;
  conversationId: string;
  direction: Direction;
  text: string;
  media: unknown;
  status: MessageStatus;
  failureCode: string | null;
  failureMessage: string | null;
  authorId: string | null;
  authorName: string | null;
  clientId: string | null;
  providerMessageId: string | null;
  unread: boolean;
  needsDecision: boolean;
  sendAt: Date | null;
  at: Date;
};

const mediaColumn = z.array(mediaSchema);

/** Browsers get our own address for each medium: the provider's are third-party and stay on the server. */
export function toMessage(row: MessageRow): Message {
  const failureCode = failureCodeSchema.safeParse(row.failureCode);
  return {
    id: row.id,
    kind: "message",
    conversationId: row.conversationId,
    direction: row.direction,
    text: row.text,
    media: mediaColumn.parse(row.media).map((medium, index) => ({
      url: `/api/messages/${row.id}/media/${index}`,
      contentType: medium.contentType,
    })),
    status: row.status,
    failure: failureCode.success ? { code: failureCode.data, message: row.failureMessage ?? "" } : null,
    author: row.authorId && row.authorName ? { id: row.authorId, name: row.authorName } : null,
    clientId: row.clientId,
    providerMessageId: row.providerMessageId,
    unread: row.unread,
    needsDecision: row.needsDecision,
    sendAt: row.sendAt?.toISOString() ?? null,
    at: row.at.toISOString(),
  };
}
