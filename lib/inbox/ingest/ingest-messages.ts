import { setOptedOut } from "@/lib/db/contacts";
import { type LockedConversation, openConversations, refreshConversations } from "@/lib/db/conversations";
import { type Changes, inTransaction, type Transaction } from "@/lib/db/database";
import {
  findByProviderIds,
  findUnmatched,
  insertMessages,
  type NewMessageRow,
  updateMatchedMessages,
} from "@/lib/db/messages";
import { applyExpectedUnread } from "@/lib/db/read-marks";
import { cleanText } from "@/lib/domain/clean-text";
import { isFinalStatus } from "@/lib/domain/message";
import type { ProviderMessage } from "@/lib/providers/provider";
import { nextStatusLook } from "../status-schedule";
import { afterInbound } from "./after-inbound";
import { matchMessages, type PlacedRow } from "./match-messages";

/**
 * `live`: the messages are news: inbound ones are unread and bring archived conversations back.
 * `history`: they are the past: the provider's own states hold.
 */
export type IngestMode = "live" | "history";

type Ingested = { added: number; changed: number };

/**
 * The one entrance for messages a provider lists. Idempotent: the same rows again, at the same time in another
 * process, or in another order, end in the same state. Everything happens in one transaction, announced with it.
 * @returns how many messages were new, and how many conversations changed.
 */
export async function ingestMessages(
  accountId: string,
  rows: ProviderMessage[],
  mode: IngestMode,
): Promise<Ingested> {
  if (rows.length === 0) return { added: 0, changed: 0 };
  const clean = rows.map((row) => ({ ...row, text: cleanText(row.text) }));
  return inTransaction((tx, changes) => takeIn(tx, changes, accountId, clean, mode));
}

async function takeIn(
  tx: Transaction,
  changes: Changes,
  accountId: string,
  rows: ProviderMessage[],
  mode: IngestMode,
): Promise<Ingested> {
  const conversations = await openConversations(tx, accountId, rows);
  const placed = place(rows, conversations);
  const ids = rows.flatMap((row) => (row.sendId ? [row.id, row.sendId] : [row.id]));
  const conversationIds = conversations.map((conversation) => conversation.id);
  const { matched, fresh } = matchMessages(
    placed,
    await findByProviderIds(tx, accountId, ids),
    await findUnmatched(tx, conversationIds),
  );
  const updatedIn = await updateMatchedMessages(
    tx,
    matched.map(({ stored, row }) => ({
      id: stored.id,
      providerMessageId: row.id,
      providerSendId: row.sendId,
      at: row.at,
      media: row.media,
      status: row.status,
      failure: row.failure,
    })),
  );
  const inserted = await insertMessages(
    tx,
    accountId,
    fresh.map((one) => toNewRow(one, mode)),
  );
  const insertedIn = new Set(inserted.map((message) => message.conversationId));
  const inbound = fresh.filter(
    (one) => one.row.direction === "inbound" && insertedIn.has(one.conversationId),
  );

  const optedOutIn = mode === "live" ? await followUp(tx, conversations, inbound) : [];
  if (mode === "history") await applyExpectedUnread(tx, [...insertedIn]);

  const touched = [...new Set([...updatedIn, ...insertedIn, ...optedOutIn])];
  await refreshConversations(tx, touched);
  for (const id of touched) changes.conversation(id);
  return { added: inserted.length, changed: touched.length };
}

function place(rows: ProviderMessage[], conversations: LockedConversation[]): PlacedRow[] {
  const byPair = new Map(conversations.map((one) => [pairKey(one), one.id]));
  return rows.flatMap((row) => {
    const conversationId = byPair.get(pairKey(row));
    return conversationId ? [{ conversationId, row }] : [];
  });
}

function pairKey(pair: { userNumber: string; contactNumber: string }): string {
  return `${pair.userNumber} ${pair.contactNumber}`;
}

function toNewRow({ conversationId, row }: PlacedRow, mode: IngestMode): NewMessageRow {
  const unread = row.direction === "inbound" && (row.unread ?? mode === "live");
  return {
    conversationId,
    direction: row.direction,
    text: row.text,
    media: row.media,
    status: row.status,
    failure: row.failure,
    providerMessageId: row.id,
    providerSendId: row.direction === "outbound" ? row.sendId : null,
    announcement: null,
    unread,
    unreadUpstream: unread,
    at: row.at,
    statusCheckAt: isFinalStatus(row.status) ? null : nextStatusLook(row.at, new Date()),
  };
}

/** @returns the conversations in which it became news that the customer opted out, or in again. */
async function followUp(
  tx: Transaction,
  conversations: LockedConversation[],
  inbound: PlacedRow[],
): Promise<string[]> {
  const optedOutIn: string[] = [];
  for (const conversation of conversations) {
    const news = inbound.filter((one) => one.conversationId === conversation.id).map((one) => one.row);
    if (news.length === 0) continue;
    const lastWord = [...news]
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .findLast((row) => row.optedOut !== null);
    if (lastWord) {
      optedOutIn.push(...(await setOptedOut(tx, conversation.contactId, lastWord.optedOut === true)));
    }
    await afterInbound(tx, conversation, news);
  }
  return optedOutIn;
}
