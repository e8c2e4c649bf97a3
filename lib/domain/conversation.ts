import { z } from "zod";
import { cleanText } from "./clean-text";
import { directionSchema, messageStatusSchema, personSchema } from "./message";

export const viewSchema = z.enum([
  "needs-reply",
  "inbox",
  "mine",
  "unassigned",
  "snoozed",
  "scheduled",
  "archived",
  "all",
]);
export type View = z.infer<typeof viewSchema>;

export const sortSchema = z.enum(["newest", "oldest", "waiting"]);
export type Sort = z.infer<typeof sortSchema>;

export const labelColorSchema = z.enum(["blue", "teal", "green", "amber", "rose", "grey"]);
export const labelSchema = z.object({ id: z.string(), name: z.string(), color: labelColorSchema });
export type Label = z.infer<typeof labelSchema>;

export const providerKindSchema = z.enum(["eztexting", "textit", "eztexting_legacy"]);
export type ProviderKind = z.infer<typeof providerKindSchema>;

/**
 * What a list row and a thread header need, and what live updates carry.
 * Archived/active and read/unread are independent: all four combinations are real.
 */
export const conversationSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  provider: providerKindSchema,
  userNumber: z.string(),
  /** What people call that number ("Downtown"); null when nobody named it. */
  userNumberName: z.string().nullable(),
  contactNumber: z.string(),
  contact: z.object({ id: z.string(), name: z.string() }).nullable(),
  lastMessage: z
    .object({
      id: z.string(),
      direction: directionSchema,
      text: z.string(),
      hasMedia: z.boolean(),
      author: personSchema.nullable(),
      at: z.iso.datetime(),
      status: messageStatusSchema,
    })
    .nullable(),
  lastMessageAt: z.iso.datetime(),
  unreadCount: z.number().int(),
  archived: z.boolean(),
  assignee: personSchema.nullable(),
  labels: z.array(labelSchema),
  snoozedUntil: z.iso.datetime().nullable(),
  /** When the customer's oldest unanswered text came; null when we spoke last. */
  waitingSince: z.iso.datetime().nullable(),
  optedOut: z.boolean(),
  /** An archive, restore, read or unread that the provider refuses to take; null otherwise. */
  pushProblem: z.string().nullable(),
  revision: z.string(),
});
export type Conversation = z.infer<typeof conversationSchema>;

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/** The list's query parameters, as they travel in a URL. */
export const conversationFilterSchema = z.object({
  view: viewSchema.default("inbox"),
  unread: flag.optional(),
  accountId: z.uuid().optional(),
  userNumber: z
    .string()
    .regex(/^\+?\d{3,15}$/)
    .optional(),
  assigneeId: z.uuid().optional(),
  labelId: z.uuid().optional(),
  optedOut: flag.optional(),
  q: z.string().trim().max(200).transform(cleanText).optional(),
  sort: sortSchema.default("newest"),
});
export type ConversationFilter = z.infer<typeof conversationFilterSchema>;

export const conversationPageSchema = z.object({
  items: z.array(conversationSchema),
  nextCursor: z.string().nullable(),
});
export type ConversationPage = z.infer<typeof conversationPageSchema>;

export const viewCountSchema = z.object({ total: z.number().int(), unread: z.number().int() });

/** `GET /api/conversations/counts`: how many conversations each view holds for the person asking. */
export const conversationCountsSchema = z.record(viewSchema, viewCountSchema);
export type ConversationCounts = z.infer<typeof conversationCountsSchema>;

/** One of our own numbers, with how many customers wait for a reply on it. */
export const userNumberSchema = z.object({
  accountId: z.string(),
  number: z.string(),
  name: z.string().nullable(),
  needsReply: z.number().int(),
});
export type UserNumber = z.infer<typeof userNumberSchema>;
