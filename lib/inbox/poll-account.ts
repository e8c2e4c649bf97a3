import {
  findAccount,
  readSyncPosition,
  recordSync,
  saveSyncPosition,
  setAccountState,
} from "@/lib/db/accounts";
import { inTransaction } from "@/lib/db/database";
import { hasUnannounced } from "@/lib/db/provisional-messages";
import type { Account } from "@/lib/domain/account";
import { BudgetExhausted } from "@/lib/domain/request-budget";
import { log } from "@/lib/log";
import type { Provider } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { ingestConversations } from "./ingest/ingest-conversations";
import { ingestByAge } from "./ingest/ingest-by-age";
import { AccountStopped, withProvider } from "./open-provider";

/** While webhooks announce everything, polling is only the net below them. */
const CALM_INTERVAL_MS = 60_000;
/** Without webhooks, or while they miss some, it is how texts arrive. */
const QUICK_INTERVAL_MS = 5_000;
/** A text that wasn't announced is a reason to look more often for so long. */
const DISTRUST_MS = 10 * 60_000;
/** A poll may be quicker than the webhook. */
const GRACE_MS = 30_000;
const STOPPED_INTERVAL_MS = 30_000;
const TROUBLE_INTERVAL_MS = 15_000;
/** Without a good answer for so long, what people see may be stale, and they're told. */
const LAGGING_AFTER_MS = 90_000;
/** Rows appear in lists seconds after they are sent or received (vendor notes 5.2), so each poll reads a little twice. */
const OVERLAP_MS = 5 * 60_000;
/** How often the provider's own idea of archived, unread and names is read again. */
const SWEEP_INTERVAL_MS = 10 * 60_000;
/** Pages of conversations (200 each) a sweep reads; the next one goes on where it stopped. */
const SWEEP_PAGES = 5;

/**
 * Reads what is new at the provider since the last poll, whether or not webhooks announced it.
 * @returns in how many milliseconds to come again; null when the account is gone
 */
export async function pollAccount(accountId: string): Promise<number | null> {
  const account = await findAccount(accountId);
  if (!account) return null;
  const position = await readSyncPosition(accountId);
  if (!position?.polledUpTo) return TROUBLE_INTERVAL_MS;
  const { polledUpTo } = position;
  try {
    await withProvider(accountId, async (provider) => {
      const askedAt = new Date();
      await readMessagesSince(accountId, provider, new Date(polledUpTo.getTime() - OVERLAP_MS));
      await inTransaction((tx) => saveSyncPosition(tx, accountId, { polledUpTo: askedAt }));
      await recordSync(accountId, askedAt);
      const isDueForSweep = askedAt.getTime() - (position.lastSweepAt?.getTime() ?? 0) > SWEEP_INTERVAL_MS;
      if (position.phase === "done" && isDueForSweep) {
        await sweepConversations(accountId, provider, position.page);
      }
    });
    return (await areWebhooksComplete(account)) ? CALM_INTERVAL_MS : QUICK_INTERVAL_MS;
  } catch (error) {
    return explainTrouble(accountId, account.lastSyncAt, error);
  }
}

async function readMessagesSince(accountId: string, provider: Provider, since: Date): Promise<void> {
  for (let page: number | null = 0; page !== null;) {
    const listed = await provider.listMessages({ since, until: null, page, priority: "poll" });
    await ingestByAge(accountId, listed.rows);
    page = listed.next;
  }
}

/** Takes over what was archived, restored, read, named or opted out on other screens than ours, some pages at a time. */
async function sweepConversations(accountId: string, provider: Provider, from: number): Promise<void> {
  let page: number | null = from;
  for (let read = 0; page !== null && read < SWEEP_PAGES; read += 1) {
    const askedAt = new Date();
    const listed = await provider.listConversations({ page, priority: "backfill" });
    await ingestConversations(accountId, listed.rows, askedAt, "live");
    page = listed.next;
  }
  await inTransaction((tx) => saveSyncPosition(tx, accountId, { page: page ?? 0, lastSweepAt: new Date() }));
}

/** Whether every text of the last minutes was also announced. */
async function areWebhooksComplete(account: Account): Promise<boolean> {
  if (account.webhook !== "subscribed") return false;
  const now = Date.now();
  return !(await hasUnannounced(account.id, new Date(now - DISTRUST_MS), new Date(now - GRACE_MS)));
}

async function explainTrouble(accountId: string, lastSyncAt: string | null, error: unknown): Promise<number> {
  if (error instanceof AccountStopped) return STOPPED_INTERVAL_MS;
  if (!(error instanceof ProviderError) && !(error instanceof BudgetExhausted)) throw error;
  log.warn({ accountId, problem: error.message }, "Polling the provider failed");
  const silentForMs = lastSyncAt ? Date.now() - Date.parse(lastSyncAt) : Number.POSITIVE_INFINITY;
  if (silentForMs > LAGGING_AFTER_MS) await setAccountState(accountId, "lagging", error.message);
  const waitMs = error instanceof BudgetExhausted ? error.retryAfterMs : (error.retryAfterMs ?? 0);
  return Math.max(TROUBLE_INTERVAL_MS, waitMs);
}
