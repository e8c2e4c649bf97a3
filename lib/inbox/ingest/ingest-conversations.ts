import { upsertContacts } from "@/lib/db/contacts";
import { openConversations, refreshConversations } from "@/lib/db/conversations";
import { inTransaction, type Transaction } from "@/lib/db/database";
import { listProtectedFields } from "@/lib/db/pushes";
import { setAllRead, setNewestUnread, setUnreadUpstream } from "@/lib/db/read-marks";
import {
  applyUpstreamArchived,
  expectUpstreamUnread,
  listReadDisagreements,
  type UpstreamState,
} from "@/lib/db/upstream-states";
import { cleanText } from "@/lib/domain/clean-text";
import type { ProviderConversation } from "@/lib/providers/provider";
import type { IngestMode } from "./ingest-messages";

/**
 * The one entrance for a provider's list of conversations: names, opt-outs, archived and unread. What people here
 * want and the provider doesn't have yet stays as they want it; so does what the provider was told after the list was read.
 * @param observedAt when the list was asked for
 * @returns how many conversations it brought something new about
 */
export async function ingestConversations(
  accountId: string,
  rows: ProviderConversation[],
  observedAt: Date,
  mode: IngestMode,
): Promise<number> {
  if (rows.length === 0) return 0;
  return inTransaction(async (tx, changes) => {
    const conversations = await openConversations(tx, accountId, rows);
    const renamed = await upsertContacts(
      tx,
      accountId,
      rows.map(({ contactNumber, contactName, optedOut }) => ({
        number: contactNumber,
        name: contactName && cleanText(contactName),
        optedOut,
      })),
    );
    const kept = await listProtectedFields(
      tx,
      conversations.map((one) => one.id),
      observedAt,
    );
    const isKept = (id: string, field: "archived" | "read") =>
      kept.some((one) => one.conversationId === id && one.field === field);
    const byPair = new Map(rows.map((row) => [`${row.userNumber} ${row.contactNumber}`, row]));
    const states: UpstreamState[] = conversations.flatMap((one) => {
      const row = byPair.get(`${one.userNumber} ${one.contactNumber}`);
      if (!row) return [];
      return {
        conversationId: one.id,
        archived: row.archived,
        unreadCount: row.unreadCount,
        lastMessageAt: row.lastMessageAt,
        keepArchived: isKept(one.id, "archived"),
        keepRead: isKept(one.id, "read"),
      };
    });
    const moved = await applyUpstreamArchived(tx, states);
    const read =
      mode === "history" ? await expectUpstreamUnread(tx, states) : await settleRead(tx, states, observedAt);
    const changed = new Set([...renamed, ...moved, ...read]);
    await refreshConversations(tx, mode === "live" ? [...changed] : []);
    for (const id of changed) changes.conversation(id);
    return changed.size;
  });
}

async function settleRead(tx: Transaction, states: UpstreamState[], observedAt: Date): Promise<string[]> {
  const disagreements = await listReadDisagreements(tx, states, observedAt);
  for (const { id, unreadUpstream } of disagreements) {
    if (unreadUpstream === 0) await setAllRead(tx, id);
    else await setNewestUnread(tx, id, unreadUpstream);
    await setUnreadUpstream(tx, id, unreadUpstream);
  }
  return disagreements.map((one) => one.id);
}
