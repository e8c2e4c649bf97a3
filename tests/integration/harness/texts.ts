import { randomUUID } from "node:crypto";
import { inTransaction } from "@/lib/db/database";
import { ingestAnnouncedText } from "@/lib/inbox/ingest/ingest-announced-text";
import { ingestMessages } from "@/lib/inbox/ingest/ingest-messages";
import type { AnnouncedText, ProviderMessage } from "@/lib/providers/provider";
import { only } from "./only";
import { query } from "./desk";

export const OUR_NUMBER = "+15035550100";

let lastNumber = 2_000_000;

/** A customer's number that no other test has. */
export function newNumber(): string {
  lastNumber += 1;
  return `+1971${String(lastNumber).padStart(7, "0")}`;
}

/** A row of a provider's list. */
export function listedText(fields: Partial<ProviderMessage> = {}): ProviderMessage {
  return {
    id: randomUUID(),
    sendId: null,
    userNumber: OUR_NUMBER,
    contactNumber: newNumber(),
    direction: "inbound",
    text: "Is my bike ready?",
    media: [],
    status: fields.direction === "outbound" ? "sent" : "received",
    failure: null,
    at: new Date(),
    unread: null,
    optedOut: null,
    ...fields,
  };
}

/** The webhook that announces a listed text. */
export function announcementOf(row: ProviderMessage): AnnouncedText {
  const { userNumber, contactNumber, text, at, optedOut } = row;
  return { userNumber, contactNumber, text, at, optedOut };
}

export async function announce(accountId: string, text: AnnouncedText): Promise<boolean> {
  return inTransaction((tx, changes) => ingestAnnouncedText(tx, changes, accountId, text));
}

/** A conversation with this many texts from the customer, a second apart, the last of them now. */
export async function addConversation(
  accountId: string,
  { texts = 1, contactNumber = newNumber(), at = new Date() } = {},
): Promise<{ id: string; contactNumber: string }> {
  const rows = Array.from({ length: texts }, (_, index) =>
    listedText({
      contactNumber,
      text: `Text ${index + 1}`,
      at: new Date(at.getTime() - 1_000 * (texts - 1 - index)),
    }),
  );
  await ingestMessages(accountId, rows, "live");
  return { id: await conversationIdOf(contactNumber), contactNumber };
}

export async function conversationIdOf(contactNumber: string): Promise<string> {
  const rows = await query<{ id: string }>("SELECT id FROM conversations WHERE contact_number = $1", [
    contactNumber,
  ]);
  return only(rows).id;
}

export type StoredRow = {
  id: string;
  text: string;
  direction: string;
  status: string;
  provider_message_id: string | null;
  provider_send_id: string | null;
  announcement: string | null;
  media: { url: string }[];
  unread: boolean;
  unread_upstream: boolean;
  needs_decision: boolean;
  failure_code: string | null;
  author_id: string | null;
  at: Date;
};

/** A conversation's messages, oldest first. */
export async function messagesWith(contactNumber: string): Promise<StoredRow[]> {
  return query<StoredRow>(
    `SELECT m.* FROM messages m JOIN conversations c ON c.id = m.conversation_id
     WHERE c.contact_number = $1 ORDER BY m.at, m.id`,
    [contactNumber],
  );
}

export type ConversationColumns = {
  id: string;
  archived: boolean;
  archived_upstream: boolean | null;
  unread_count: number;
  last_message_text: string | null;
  last_message_status: string | null;
  last_message_at: Date;
  waiting_since: Date | null;
  revision: string;
};

export async function conversationRow(contactNumber: string): Promise<ConversationColumns> {
  return only(
    await query<ConversationColumns>("SELECT * FROM conversations WHERE contact_number = $1", [
      contactNumber,
    ]),
  );
}
