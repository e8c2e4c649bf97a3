import type { z } from "zod";
import { toNumber } from "@/lib/domain/phone";
import type { Direction, Media } from "@/lib/domain/message";
import type { NumberPair, ProviderContact, ProviderConversation, ProviderMessage } from "../provider";
import { outlineOf, type LogUnknownShape } from "../shape-log";
import { readDelivery } from "./delivery-status";
import {
  contactRowSchema,
  conversationRowSchema,
  messageRowSchema,
  type ConversationRow,
  type MessageRow,
} from "./schema";
import { parseVendorTime } from "./vendor-time";

/**
 * A row of a message list or a thread.
 * @param within the thread's pair, for rows that don't repeat it
 * @returns null, and logs the row's outline, when it lacks what makes a message.
 */
export function toProviderMessage(
  raw: unknown,
  log: LogUnknownShape,
  within: NumberPair | null = null,
): ProviderMessage | null {
  const row = parse(messageRowSchema, raw);
  const id = row?.id;
  const direction = row && directionOf(row);
  const at = row && (parseVendorTime(row.sentAt) ?? parseVendorTime(row.createdAt));
  const pair = row && (pairOf(row) ?? within);
  if (!id || !direction || !at || !pair) return unusable("message", raw, log);
  return {
    ...pair,
    id,
    // What it means on an inbound row isn't known; webhooks of inbound texts carry the id of *our* text (seen
    // live).
    sendId: (direction === "outbound" && row.messageGroupId) || null,
    direction,
    text: row.message ?? "",
    media: mediaOf(row),
    ...deliveryOf(row, direction, log),
    at,
    unread: row.unread ?? ((row.read ?? null) === null ? null : !row.read),
    // Both flags are false on ordinary texts, so they speak of this text, not of the contact (seen live in
    // webhooks).
    optedOut: optedOutBy(row),
  };
}

/**
 * A row of the conversation list.
 * @param archivedAsked the state the list was asked for. A row without the flag is believed to be active,
 *   never to be archived: a filter the vendor ignores would otherwise archive everything.
 */
export function toProviderConversation(
  raw: unknown,
  archivedAsked: boolean,
  log: LogUnknownShape,
): ProviderConversation | null {
  const row = parse(conversationRowSchema, raw);
  const pair = row && pairOf(row);
  const archived = row?.archived ?? (archivedAsked ? null : false);
  if (!pair || archived === null) return unusable("conversation", raw, log);
  return {
    ...pair,
    contactName: row.contactName?.trim() || null,
    archived,
    unreadCount: row.unreadCount ?? (row.unread === true ? 1 : 0),
    optedOut: row.optOut === true,
    lastMessageAt: lastMessageAt(row),
  };
}

type DatedContact = ProviderContact & { createdAt: Date | null };

/** A row of the contact list. `createdAt` is there to check the list's order. */
export function toProviderContact(raw: unknown, log: LogUnknownShape): DatedContact | null {
  const row = parse(contactRowSchema, raw);
  const number = toNumber(row?.phoneNumber ?? "");
  if (!row || !number) return unusable("contact", raw, log);
  return {
    number,
    firstName: row.firstName?.trim() || null,
    lastName: row.lastName?.trim() || null,
    email: row.email?.trim() || null,
    note: row.note?.trim() || null,
    optedOut: row.optOut ?? row.optedOut ?? false,
    createdAt: parseVendorTime(row.createdAt),
  };
}

/**
 * What a text says about opting out: true or false when it changed it, null when it has nothing to do with
 * it.
 */
export function optedOutBy(text: { optIn?: boolean | null; optOut?: boolean | null }): boolean | null {
  if (text.optOut === true) return true;
  return text.optIn === true ? false : null;
}

function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> | null {
  return schema.safeParse(raw).data ?? null;
}

function unusable(where: string, raw: unknown, log: LogUnknownShape): null {
  log(where, outlineOf(raw));
  return null;
}

function pairOf(row: { userNumber?: string | null; contactNumber?: string | null }): NumberPair | null {
  const userNumber = toNumber(row.userNumber ?? "");
  const contactNumber = toNumber(row.contactNumber ?? "");
  return userNumber && contactNumber ? { userNumber, contactNumber } : null;
}

function directionOf(row: MessageRow): Direction | null {
  const inbound = row.inbound ?? row.incoming;
  if (typeof inbound === "boolean") return inbound ? "inbound" : "outbound";
  if (/^in/i.test(row.direction ?? "")) return "inbound";
  return /^out/i.test(row.direction ?? "") ? "outbound" : null;
}

function mediaOf(row: MessageRow): Media[] {
  const urls = typeof row.mediaUrl === "string" ? [row.mediaUrl] : (row.mediaUrl ?? []);
  return urls.filter((url) => url !== "").map((url) => ({ url, contentType: null }));
}

function deliveryOf(
  row: MessageRow,
  direction: Direction,
  log: LogUnknownShape,
): Pick<ProviderMessage, "status" | "failure"> {
  if (direction === "inbound") return { status: "received", failure: null };
  const { status, failure, known } = readDelivery(row.status ?? null);
  if (!known) log("message status", row.status ?? "");
  return { status, failure };
}

function lastMessageAt(row: ConversationRow): Date | null {
  const { lastMessage } = row;
  const candidates = [
    row.lastMessageAt,
    row.lastMessageDate,
    lastMessage?.sentAt,
    lastMessage?.receivedAt,
    lastMessage?.received,
    lastMessage?.createdAt,
    row.sentAt,
    row.updatedAt,
  ];
  return candidates.map(parseVendorTime).find((at) => at !== null) ?? null;
}
