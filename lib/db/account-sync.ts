import { afterHappening, type Pace, type Rhythm } from "@/lib/domain/pace";
import { database, type Transaction } from "./database";

/** How far the first synchronisation and the polling after it have come. */
export type SyncPosition = {
  phase: "conversations" | "messages" | "contacts" | "done";
  /** The next page of the phase; once it is done, of the slow sweep over conversations. */
  page: number;
  /** The first synchronisation reads what's older than this; polling reads what's newer. */
  startedAt: Date | null;
  polledUpTo: Date | null;
  /** When polling last looked; null before the first time. */
  lookedAt: Date | null;
  lastSweepAt: Date | null;
};

const FIRST_PHASE = "conversations";

/** Starts the first synchronisation over. What counts as news stays as it was. */
export async function restartSync(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE accounts SET backfill_phase = ${FIRST_PHASE}, backfill_page = 0, backfill_done = 0, backfill_total = NULL,
      state = CASE WHEN state = 'stopped' THEN state ELSE 'backfilling' END
    WHERE id = ${id}::uuid AND removed_at IS NULL`;
}

/** The provider hasn't answered well for a while. A stopped account stays stopped: nobody calls for it. */
export async function setLagging(id: string, error: string): Promise<void> {
  await database().account.updateMany({
    where: { id, state: { not: "stopped" } },
    data: { state: "lagging", error },
  });
}

/** A successful read: the account is as fresh as this, and no longer lagging. What is stopped, only a person starts again. */
export async function recordSync(id: string, at: Date): Promise<void> {
  await database().$executeRaw`
    UPDATE accounts SET last_sync_at = ${at}::timestamptz,
      error = CASE WHEN state = 'stopped' THEN error END,
      state = CASE WHEN state <> 'lagging' THEN state
        WHEN backfill_phase = 'done' THEN 'live' ELSE 'backfilling' END::"AccountState"
    WHERE id = ${id}::uuid`;
}

export async function readSyncPosition(id: string): Promise<SyncPosition | null> {
  const row = await database().account.findUnique({ where: { id } });
  if (!row) return null;
  return {
    phase: toPhase(row.backfillPhase),
    page: row.backfillPage,
    startedAt: row.backfilledDownTo,
    polledUpTo: row.polledUpTo,
    lookedAt: row.lookedAt,
    lastSweepAt: row.lastSweepAt,
  };
}

/**
 * Saves where the first synchronisation stands, in the transaction of the page it has just taken in.
 * @param from where it stood when the page was asked for: if somebody had it begin anew since, that counts
 */
export async function saveSyncPosition(
  tx: Transaction,
  id: string,
  position: Partial<Omit<SyncPosition, "lookedAt">> & { done?: number; total?: number | null },
  from?: Pick<SyncPosition, "phase" | "page">,
): Promise<void> {
  await tx.account.updateMany({
    where: { id, ...(from && { backfillPhase: from.phase, backfillPage: from.page }) },
    data: {
      backfillPhase: position.phase,
      backfillPage: position.page,
      backfilledDownTo: position.startedAt,
      polledUpTo: position.polledUpTo,
      lastSweepAt: position.lastSweepAt,
      backfillDone: position.done,
      backfillTotal: position.total,
      state: position.phase === "done" ? "live" : undefined,
    },
  });
}

/** Notes a look for new messages: when, what it leaves of the rhythm, and up to where it has read. */
export async function saveLook(
  tx: Transaction,
  id: string,
  look: { at: Date; rhythm: Rhythm; polledUpTo: Date },
): Promise<void> {
  const row = await tx.account.findUniqueOrThrow({ where: { id } });
  const pace = afterHappening({ at: row.lookedAt, credit: row.lookCredit }, look.rhythm, look.at);
  await tx.account.update({
    where: { id },
    data: { lookedAt: look.at, lookCredit: pace.credit, polledUpTo: later(row.polledUpTo, look.polledUpTo) },
  });
}

/** The pace of read marks that were pushed. */
export async function readMarksPace(id: string): Promise<Pace> {
  const row = await database().account.findUniqueOrThrow({ where: { id } });
  return { at: row.marksPushedAt, credit: row.marksCredit };
}

export async function saveMarksPace(id: string, pace: Pace): Promise<void> {
  await database().account.update({
    where: { id },
    data: { marksPushedAt: pace.at, marksCredit: pace.credit },
  });
}

function later(a: Date | null, b: Date): Date {
  return a && a > b ? a : b;
}

function toPhase(phase: string): SyncPosition["phase"] {
  if (phase === "messages" || phase === "contacts" || phase === "done") return phase;
  return FIRST_PHASE;
}
