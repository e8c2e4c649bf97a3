import { readSyncPosition, setLagging } from "@/lib/db/account-sync";
import { findAccount } from "@/lib/db/accounts";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { type LookSituation, readLookSituation } from "@/lib/db/look-situation";
import { BudgetExhausted } from "@/lib/domain/request-budget";
import { log } from "@/lib/log";
import { ProviderError } from "@/lib/providers/provider-error";
import { lookAtAccount } from "./look-at-account";
import { areWebhooksComplete, DISTRUST_MS, nextLookAt } from "./look-schedule";
import { AccountStopped } from "./open-provider";

const STOPPED_INTERVAL_MS = 30_000;
const TROUBLE_INTERVAL_MS = 15_000;
/** Without a good answer for so long, what people see may be stale, and they're told. */
const LAGGING_AFTER_MS = 90_000;

/**
 * Looks whether there is anything new at the provider, if it is time to; otherwise costs nothing. Whoever wants a look
 * earlier (a text was announced, somebody came) adds the job, and this decides.
 * @returns when to come again; null when the account is gone
 */
export async function pollAccount(accountId: string): Promise<Date | null> {
  const situation = await readLookSituation(accountId, DISTRUST_MS);
  if (!situation) return null;
  const position = await readSyncPosition(accountId);
  if (!position?.polledUpTo) return after(TROUBLE_INTERVAL_MS);
  const dueAt = nextLookAt(situation, new Date());
  if (dueAt > new Date()) return dueAt;
  try {
    await lookAtAccount(accountId);
  } catch (error) {
    return explainTrouble(accountId, error);
  }
  const changed = await readLookSituation(accountId, DISTRUST_MS);
  if (!changed) return null;
  await doubtSubscription(accountId, situation, changed);
  return nextLookAt(changed, new Date());
}

/** Texts begin to come unannounced: perhaps our subscription is gone. */
async function doubtSubscription(
  accountId: string,
  before: LookSituation,
  now: LookSituation,
): Promise<void> {
  const at = new Date();
  if (!areWebhooksComplete(before, at) || areWebhooksComplete(now, at)) return;
  log.warn({ accountId }, "A text came that no webhook had announced; looking more often");
  await inTransaction((tx) => addJob(tx, "ensure-webhook", { accountId }, { ifWaiting: "sooner" }));
}

async function explainTrouble(accountId: string, error: unknown): Promise<Date> {
  if (error instanceof AccountStopped) return after(STOPPED_INTERVAL_MS);
  if (!(error instanceof ProviderError) && !(error instanceof BudgetExhausted)) throw error;
  log.warn({ accountId, problem: error.message }, "Polling the provider failed");
  const lastSyncAt = (await findAccount(accountId))?.lastSyncAt;
  const silentForMs = lastSyncAt ? Date.now() - Date.parse(lastSyncAt) : Number.POSITIVE_INFINITY;
  if (silentForMs > LAGGING_AFTER_MS) await setLagging(accountId, error.message);
  const waitMs = error instanceof BudgetExhausted ? error.retryAfterMs : (error.retryAfterMs ?? 0);
  return after(Math.max(TROUBLE_INTERVAL_MS, waitMs));
}

function after(ms: number): Date {
  return new Date(Date.now() + ms);
}
