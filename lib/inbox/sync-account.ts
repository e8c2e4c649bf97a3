import { readSyncPosition, recordSync, saveSyncPosition, type SyncPosition } from "@/lib/db/account-sync";
import { findAccount } from "@/lib/db/accounts";
import { type ContactChange, upsertContacts } from "@/lib/db/contacts";
import { inTransaction } from "@/lib/db/database";
import { refreshConversations } from "@/lib/db/conversations";
import { addJob } from "@/lib/db/jobs";
import { cleanText } from "@/lib/domain/clean-text";
import { log } from "@/lib/log";
import type { Page, Provider, ProviderContact } from "@/lib/providers/provider";
import { ingestConversations } from "./ingest/ingest-conversations";
import { ingestByAge } from "./ingest/ingest-by-age";
import { withProvider } from "./open-provider";

type Position = Pick<SyncPosition, "phase" | "page">;

/**
 * The first synchronisation: conversations, then messages in bulk, newest first (a list call for 200 of them rather
 * than a call a thread), then contacts. Its position is saved with every page, so a restart goes on where it was,
 * and reading a page twice changes nothing. The inbox works meanwhile; new texts come by polling and webhooks.
 */
export async function syncAccount(accountId: string): Promise<void> {
  await withProvider(accountId, async (provider) => {
    for (;;) {
      const position = await readSyncPosition(accountId);
      if (!position || position.phase === "done") return;
      const startedAt = position.startedAt ?? (await begin(accountId));
      await takePage(accountId, provider, { ...position, startedAt });
      await recordSync(accountId, new Date());
    }
  });
}

/** Polling reads from a little before the beginning: the provider's clock may be behind ours. */
const POLLED_FROM_BEFORE_MS = 15 * 60_000;

/** What is older than now is history, and nobody here has left it unread; what is newer is news. */
async function begin(accountId: string): Promise<Date> {
  const now = new Date();
  await inTransaction(async (tx) => {
    const polledUpTo = new Date(now.getTime() - POLLED_FROM_BEFORE_MS);
    await saveSyncPosition(tx, accountId, { startedAt: now, polledUpTo });
    await addJob(tx, "poll-account", { accountId }, { ifWaiting: "keep" });
    await addJob(tx, "ensure-webhook", { accountId });
  });
  return now;
}

async function takePage(
  accountId: string,
  provider: Provider,
  position: SyncPosition & { startedAt: Date },
): Promise<void> {
  switch (position.phase) {
    case "conversations": {
      const askedAt = new Date();
      const page = await provider.listConversations({ page: position.page, priority: "backfill" });
      await ingestConversations(accountId, page.rows, askedAt, "history");
      return save(accountId, position, advance(position, page, "messages"));
    }
    case "messages": {
      // Newest first, so what comes in meanwhile only moves rows to a later page: some are read twice, none is missed.
      const page = await provider.listMessages({
        since: null,
        until: null,
        page: position.page,
        priority: "backfill",
      });
      await ingestByAge(accountId, page.rows);
      const counts = await progress(accountId, page);
      return save(accountId, position, advance(position, page, "contacts"), counts);
    }
    case "contacts": {
      const page = await provider.listContacts({ page: position.page, priority: "backfill" });
      await ingestContacts(accountId, page.rows);
      return save(accountId, position, advance(position, page, "done"));
    }
    case "done":
      return;
  }
}

function advance(position: SyncPosition, page: Page<unknown>, nextPhase: SyncPosition["phase"]): Position {
  return page.next === null ? { phase: nextPhase, page: 0 } : { phase: position.phase, page: page.next };
}

async function progress(
  accountId: string,
  page: Page<unknown>,
): Promise<{ done: number; total: number | null }> {
  const account = await findAccount(accountId);
  const done = (account?.progress?.done ?? 0) + page.rows.length;
  const total = page.total ?? account?.progress?.total ?? null;
  return { done: total === null ? done : Math.min(done, total), total };
}

async function save(
  accountId: string,
  from: Position,
  to: Position,
  counts: { done?: number; total?: number | null } = {},
): Promise<void> {
  await inTransaction((tx) => saveSyncPosition(tx, accountId, { ...to, ...counts }, from));
  if (to.phase === "done") log.info({ accountId }, "The first synchronisation is complete");
}

async function ingestContacts(accountId: string, rows: ProviderContact[]): Promise<void> {
  await inTransaction(async (tx, changes) => {
    const changed = await upsertContacts(tx, accountId, rows.map(toContactChange));
    await refreshConversations(tx, changed);
    for (const id of changed) changes.conversation(id);
  });
}

function toContactChange(contact: ProviderContact): ContactChange {
  const clean = (text: string | null) => text && cleanText(text);
  const firstName = clean(contact.firstName);
  const lastName = clean(contact.lastName);
  return {
    number: contact.number,
    name: [firstName, lastName].filter(Boolean).join(" ") || null,
    firstName,
    lastName,
    email: clean(contact.email),
    note: clean(contact.note),
    optedOut: contact.optedOut,
  };
}
