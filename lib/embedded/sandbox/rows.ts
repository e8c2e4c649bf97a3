import { z } from "zod";
import { PICTURES } from "./pictures/picture-names";

/** Where a message's picture comes from: drawn or kept by the sandbox, or somebody's public URL. */
const mediaSchema = z.union([z.object({ fileId: z.string() }), z.object({ url: z.string() })]);

/** A status and the moment (ms) from which it is true. The list is in time order; the first entry is the birth. */
const statusStepSchema = z.tuple([z.number(), z.string()]);

/**
 * One text between one of our numbers and one contact. Times in ms since 1970.
 * `groupId` is what POST /messages answered; `visibleAt` is when lists begin to show the row.
 */
export const messageSchema = z.object({
  id: z.string(),
  groupId: z.string(),
  userNumber: z.string(),
  contactNumber: z.string(),
  inbound: z.boolean(),
  text: z.string(),
  media: mediaSchema.nullable(),
  sentAt: z.number(),
  visibleAt: z.number(),
  statuses: z.array(statusStepSchema),
  optIn: z.boolean(),
  optOut: z.boolean(),
  unread: z.boolean(),
  deleted: z.boolean(),
});
export type Message = z.output<typeof messageSchema>;

export const conversationSchema = z.object({
  userNumber: z.string(),
  contactNumber: z.string(),
  archived: z.boolean(),
});
export type Conversation = z.output<typeof conversationSchema>;

/** The words of the vendor's enum (vendor notes 2.6; their order is not known to matter). */
export const CONTACT_SOURCES = ["Unknown", "WebInterface", "Upload", "WebWidget", "API", "Keyword"] as const;

export const contactSchema = z.object({
  phoneNumber: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  note: z.string().nullable(),
  custom: z.array(z.string().nullable()),
  values: z.record(z.string(), z.string()),
  source: z.enum(CONTACT_SOURCES),
  groupIds: z.array(z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Contact = z.output<typeof contactSchema>;

/** What a person has said about being texted; nobody listed here has said anything. */
export const consentSchema = z.object({ phoneNumber: z.string(), state: z.enum(["in", "out", "blocked"]) });
export type Consent = z.output<typeof consentSchema>;

export const groupSchema = z.object({ id: z.string(), name: z.string(), note: z.string() });
export type Group = z.output<typeof groupSchema>;

export const fieldSchema = z.object({ id: z.string(), name: z.string() });
export type Field = z.output<typeof fieldSchema>;

export const templateSchema = z.object({
  id: z.string(),
  name: z.string(),
  message: z.string(),
  companyName: z.string().nullable(),
  mediaFileId: z.string().nullable(),
  mediaFileUrl: z.string().nullable(),
});
export type Template = z.output<typeof templateSchema>;

/** A media file: a picture drawn here, bytes kept here, or only a URL that was never fetched. */
export const mediaFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  uploadAt: z.number(),
  from: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("drawn"), picture: z.enum(PICTURES), variant: z.number() }),
    z.object({ kind: z.literal("kept"), base64: z.string() }),
    z.object({ kind: z.literal("linked"), url: z.string() }),
  ]),
  /** Listed by GET /media-files; pictures that customers sent are not. */
  listed: z.boolean(),
});
export type MediaFile = z.output<typeof mediaFileSchema>;

export const SUBSCRIPTION_TYPES = ["inbound_text.received", "keyword.opt_in", "contact.created"] as const;

export const subscriptionSchema = z.object({
  id: z.string(),
  type: z.enum(SUBSCRIPTION_TYPES),
  callbackUrl: z.string(),
  secret: z.string().nullable(),
  insecureSsl: z.boolean(),
});
export type Subscription = z.output<typeof subscriptionSchema>;

export const keywordSchema = z.object({
  keyword: z.string(),
  autoReply: z.string(),
  groupIds: z.array(z.string()),
});
export type Keyword = z.output<typeof keywordSchema>;

export const tokenPairSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  accessExpiresAt: z.number(),
  refreshExpiresAt: z.number(),
  accessRevoked: z.boolean(),
  refreshRevoked: z.boolean(),
});
export type TokenPair = z.output<typeof tokenPairSchema>;

/** What one POST /messages asked for and made; kept so that tests can compare both sides. */
export const sendSchema = z.object({
  id: z.string(),
  at: z.number(),
  sendAt: z.number().nullable(),
  fromNumber: z.string(),
  toNumbers: z.array(z.string()),
  groupIds: z.array(z.string()),
  message: z.string(),
  messageIds: z.array(z.string()),
  credits: z.number(),
});
export type Send = z.output<typeof sendSchema>;

/** The single row of what belongs to the account as a whole. Credits may go down to 0 and stay there. */
export const accountSchema = z.object({
  /** Set when it was changed; otherwise the one of the options holds. */
  password: z.string().nullable(),
  companyName: z.string(),
  /** The numbers it texts from, the default one first. */
  numbers: z.array(z.string()),
  /** Numbers that can't get texts: what is sent there bounces. */
  landlines: z.array(z.string()),
  planCredits: z.number(),
  anytimeCredits: z.number(),
  clockOffsetMs: z.number(),
});
export type Account = z.output<typeof accountSchema>;
