import { z } from "zod";

/*
 * EZ Texting's JSON, as far as an inbox reads it. A field of the wrong type counts as missing, so that one
 * surprise never costs a row, and one row never costs a page. Marks are those of the vendor notes.
 */

/** Ids are numeric strings; the OpenAPI document has int64 numbers in places. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
const flag = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")])
  .nullish()
  .catch(null);
const count = z.coerce.number().int().nonnegative().nullish().catch(null);
const time = z.union([z.string(), z.number()]).nullish().catch(null);

/** The Spring page around every list. `number` and `pageable` are each missing from one of the documents. */
export const envelopeSchema = z.looseObject({
  content: z.array(z.unknown()).nullish(),
  totalPages: count,
  totalElements: count,
  number: count,
  last: flag,
  size: count, // inferred
  pageable: z.looseObject({ pageNumber: count, pageSize: count }).nullish().catch(null),
});

/** A row of `GET /messages` and of a thread: documented, except where marked. */
export const messageRowSchema = z.looseObject({
  id: text,
  messageGroupId: text,
  userNumber: text,
  contactNumber: text,
  inbound: flag,
  incoming: flag, // inferred: the filter's name for the same thing
  direction: text, // a sample in the documentation reads it; not in the schema
  message: text,
  status: text,
  sentAt: time,
  createdAt: time, // inferred
  mediaUrl: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .catch(null), // documented as a single string
  optIn: flag,
  optOut: flag,
  unread: flag, // inferred: exists as a filter
  read: flag, // inferred
});
export type MessageRow = z.infer<typeof messageRowSchema>;

/** The newest message inside a conversation row: its name, shape and fields are inferred. */
const lastMessage = z
  .looseObject({ sentAt: time, createdAt: time, receivedAt: time, received: time })
  .nullish()
  .catch(null);

/** A row of `GET /conversations`. */
export const conversationRowSchema = z.looseObject({
  userNumber: text,
  contactNumber: text,
  contactName: text,
  unreadCount: count,
  unread: flag, // inferred
  archived: flag,
  optOut: flag,
  lastMessage, // inferred
  lastMessageAt: time, // this and the rest: inferred
  lastMessageDate: time,
  updatedAt: time,
  sentAt: time,
});
export type ConversationRow = z.infer<typeof conversationRowSchema>;

/** A row of `GET /contacts`: seen live. */
export const contactRowSchema = z.looseObject({
  phoneNumber: text,
  firstName: text,
  lastName: text,
  email: text,
  note: text,
  optOut: flag,
  optedOut: flag, // one page of the documentation; never seen
  createdAt: time,
});

/** A row of `GET /webhooks/subscriptions`: documented. The secret is never returned. */
export const subscriptionRowSchema = z.looseObject({ id: text, type: text, callbackUrl: text });

/** The answer to every create: documented, for messages seen live. */
export const createdSchema = z.looseObject({ id: text });

/** `POST /tokens/create` and `/tokens/refresh`: documented. */
export const tokensSchema = z.looseObject({
  accessToken: z.string().min(1),
  refreshToken: text,
  expiresInSeconds: z.coerce.number().positive().nullish().catch(null),
});

/**
 * A webhook's body. The first names were seen live, the others are of another page of the documentation
 * (vendor notes 2.10).
 */
export const webhookSchema = z.looseObject({
  type: text,
  fromNumber: text,
  toNumber: text,
  message: text,
  received: time,
  receivedAt: time,
  optIn: flag,
  optOut: flag,
});
