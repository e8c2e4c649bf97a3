import { z } from "zod";

export const directionSchema = z.enum(["inbound", "outbound"]);
export type Direction = z.infer<typeof directionSchema>;

export const messageStatusSchema = z.enum([
  "received",
  "scheduled",
  "queued",
  "sending",
  "unknown",
  "sent",
  "delivered",
  "failed",
]);
export type MessageStatus = z.infer<typeof messageStatusSchema>;

/**
 * How far a message has come. A status only ever gives way to one of a higher rank, so an answer
 * that arrives late can't turn "delivered" back into "sent". `failed` and `delivered` are both final,
 * but a delivery report outranks a refusal: it is the later, better knowledge.
 */
const statusRank: Record<MessageStatus, number> = {
  received: 100,
  scheduled: 0,
  queued: 1,
  sending: 2,
  unknown: 3,
  sent: 4,
  failed: 5,
  delivered: 6,
};

export function rankOfStatus(status: MessageStatus): number {
  return statusRank[status];
}

/** Nothing more will be learned about a message in one of these. */
export function isFinalStatus(status: MessageStatus): boolean {
  return status === "received" || status === "delivered" || status === "failed";
}

export const failureCodeSchema = z.enum([
  "opted_out",
  "invalid_number",
  "landline",
  "not_in_service",
  "no_credits",
  "blocked",
  "bounced",
  "rejected",
  "account_stopped",
]);
export type FailureCode = z.infer<typeof failureCodeSchema>;

export const mediaSchema = z.object({ url: z.string(), contentType: z.string().nullable() });
export type Media = z.infer<typeof mediaSchema>;

export const personSchema = z.object({ id: z.string(), name: z.string() });

export const messageSchema = z.object({
  id: z.string(),
  kind: z.literal("message"),
  conversationId: z.string(),
  direction: directionSchema,
  text: z.string(),
  media: z.array(mediaSchema),
  status: messageStatusSchema,
  failure: z.object({ code: failureCodeSchema, message: z.string() }).nullable(),
  /** Who of ours wrote it; null for inbound, and for texts sent from the provider's own screens. */
  author: personSchema.nullable(),
  clientId: z.string().nullable(),
  providerMessageId: z.string().nullable(),
  /** Inbound only: nobody has read it yet. */
  unread: z.boolean(),
  /** For `unknown`: the look-up upstream is over and found nothing, so a person has to decide. */
  needsDecision: z.boolean(),
  /** For `queued`: when it leaves (end of the undo window). For `scheduled`: when it's due. */
  sendAt: z.iso.datetime().nullable(),
  at: z.iso.datetime(),
});
export type Message = z.infer<typeof messageSchema>;

export const noteSchema = z.object({
  id: z.string(),
  kind: z.literal("note"),
  conversationId: z.string(),
  text: z.string(),
  author: personSchema.nullable(),
  at: z.iso.datetime(),
});
export type Note = z.infer<typeof noteSchema>;

export const timelineEventSchema = z.object({
  id: z.string(),
  kind: z.literal("event"),
  conversationId: z.string(),
  /** An audit action, such as `conversation.archived`. */
  action: z.string(),
  author: personSchema.nullable(),
  details: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
});
export type TimelineEvent = z.infer<typeof timelineEventSchema>;

export const timelineItemSchema = z.discriminatedUnion("kind", [
  messageSchema,
  noteSchema,
  timelineEventSchema,
]);
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/** A page of a conversation's timeline, oldest first. `before: null`: nothing older exists. */
export const timelinePageSchema = z.object({
  items: z.array(timelineItemSchema),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type TimelinePage = z.infer<typeof timelinePageSchema>;

/** Longest text we accept: ten segments of GSM-7, what carriers reassemble reliably. */
export const MAX_TEXT_LENGTH = 1600;

export const newMessageSchema = z.object({
  clientId: z.uuid(),
  text: z.string(),
  uploadIds: z.array(z.string()).max(1).optional(),
  sendAt: z.iso.datetime({ offset: true }).optional(),
  cancelIfReplied: z.boolean().optional(),
  /** Archive the conversation in the same step. */
  archive: z.boolean().optional(),
  /** The newest message the sender has on screen; newer ones make the send stop with 409. */
  lastSeenMessageId: z.string().nullable().optional(),
  force: z.boolean().optional(),
});
export type NewMessage = z.infer<typeof newMessageSchema>;
