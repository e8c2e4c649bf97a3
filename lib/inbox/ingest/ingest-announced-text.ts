import { setOptedOut } from "@/lib/db/contacts";
import { openConversations, refreshConversations } from "@/lib/db/conversations";
import type { Changes, Transaction } from "@/lib/db/database";
import { findInboundAround, insertMessages, setAnnouncement } from "@/lib/db/messages";
import { cleanText } from "@/lib/domain/clean-text";
import type { AnnouncedText } from "@/lib/providers/provider";
import { afterInbound } from "./after-inbound";
import { SAME_MESSAGE_WINDOW_MS, sameText } from "./match-messages";

/**
 * The one entrance for texts that a webhook announces: shown at once, completed later from the provider's list
 * (its id, photos). A webhook carries no id of its own message, so the numbers and the time are its name
 * (vendor notes 2.10); any number of copies, before or after the list brought the message, make one.
 * @returns whether it was new.
 */
export async function ingestAnnouncedText(
  tx: Transaction,
  changes: Changes,
  accountId: string,
  announced: AnnouncedText,
): Promise<boolean> {
  const text = { ...announced, text: cleanText(announced.text) };
  const [conversation] = await openConversations(tx, accountId, [text]);
  if (!conversation) throw new Error("A conversation that was just opened is missing");
  const announcement = `${text.contactNumber} ${text.userNumber} ${text.at.toISOString()}`;
  const around = await findInboundAround(
    tx,
    conversation.id,
    new Date(text.at.getTime() - SAME_MESSAGE_WINDOW_MS),
    new Date(text.at.getTime() + SAME_MESSAGE_WINDOW_MS),
  );
  if (around.some((message) => message.announcement === announcement)) return false;
  const listed = around
    .filter((message) => message.announcement === null && sameText(message.text, text.text))
    .sort((a, b) => distance(a.at, text.at) - distance(b.at, text.at))[0];
  if (listed) {
    await setAnnouncement(tx, listed.id, announcement);
    return false;
  }
  const inserted = await insertMessages(tx, accountId, [
    {
      conversationId: conversation.id,
      direction: "inbound",
      text: text.text,
      media: [],
      status: "received",
      failure: null,
      providerMessageId: null,
      providerSendId: null,
      announcement,
      unread: true,
      unreadUpstream: true,
      at: text.at,
      statusCheckAt: null,
    },
  ]);
  if (inserted.length === 0) return false;
  const optedOutIn =
    text.optedOut === null ? [] : await setOptedOut(tx, conversation.contactId, text.optedOut);
  await afterInbound(tx, conversation, [text]);
  const touched = [...new Set([conversation.id, ...optedOutIn])];
  await refreshConversations(tx, touched);
  for (const id of touched) changes.conversation(id);
  return true;
}

function distance(a: Date, b: Date): number {
  return Math.abs(a.getTime() - b.getTime());
}
