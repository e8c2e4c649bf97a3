import { BudgetExhausted, type Priority, type RequestBudget } from "@/lib/domain/request-budget";
import { database } from "./database";
import { recordOutcome } from "./request-usage";

/** The provider's limit: 200 requests a minute for the whole account (vendor notes 1.4). */
const LIMIT_PER_MINUTE = 200;
/** Requests that may go at once after a quiet time. With the rate below, no minute sees more than the limit. */
const BURST = 30;
/** Left unused, for clocks that differ and minutes that are cut elsewhere. */
const SPARE_PER_MINUTE = 10;

/** How many requests of the burst stay reserved for whatever goes before this priority. */
const reserved: Record<Priority, number> = {
  send: 0,
  thread: 3,
  "follow-up": 6,
  status: 8,
  poll: 8,
  backfill: 12,
};

/** How long a call of this priority waits for its turn; after that its job gives its place to others and comes back. */
const patienceMs: Record<Priority, number> = {
  send: 5_000,
  thread: 5_000,
  "follow-up": 5_000,
  status: 5_000,
  poll: 5_000,
  backfill: 10_000,
};

/**
 * A token bucket in the account's row of `request_budgets`. A waiting caller sleeps between looks and holds no
 * connection. Backfill and the like need a bucket that isn't near empty, so they can't keep a reply waiting;
 * the bucket refills steadily, so a reply can't starve them for longer than its own burst.
 * @param sharePercent how much of the provider's limit is ours (other integrations use the same account)
 */
export function requestBudget(accountId: string, sharePercent: number): RequestBudget {
  const { capacity, perSecond } = bucketOf(sharePercent);
  return {
    async take(priority) {
      const askedAt = Date.now();
      const deadline = askedAt + patienceMs[priority];
      const floor = Math.min(reserved[priority], capacity - 1);
      for (;;) {
        const waitMs = await tryTake(
          accountId,
          { capacity, perSecond, floor },
          priority,
          Date.now() - askedAt,
        );
        if (waitMs === null) return;
        if (Date.now() + waitMs > deadline) throw new BudgetExhausted(waitMs);
        await sleep(waitMs);
      }
    },
    async record(priority, outcome) {
      // Only books: a call isn't lost over them.
      await recordOutcome(accountId, priority, outcome).catch(() => undefined);
    },
    async pause(durationMs) {
      await database().$executeRaw`
        INSERT INTO request_budgets (account_id, tokens, paused_until)
        VALUES (${accountId}::uuid, 0, now() + ${durationMs}::float8 * interval '1 millisecond')
        ON CONFLICT (account_id) DO UPDATE SET
          tokens = 0,
          refilled_at = excluded.paused_until,
          paused_until = greatest(request_budgets.paused_until, excluded.paused_until)`;
    },
  };
}

function bucketOf(sharePercent: number): { capacity: number; perSecond: number } {
  const perMinute = limitPerMinute(sharePercent);
  const capacity = Math.max(1, Math.min(BURST, Math.floor(perMinute / 4)));
  return { capacity, perSecond: Math.max((perMinute - capacity) / 60, 0.05) };
}

/** An account's share as it is now. */
export type BudgetNow = {
  accountId: string;
  limitPerMinute: number;
  /** Requests that could go out at once. */
  ready: number;
  /** The provider answered 429, and nobody calls for a while. */
  isPaused: boolean;
};

/** For every connected account. */
export async function listBudgets(): Promise<BudgetNow[]> {
  const rows = await database().$queryRaw<
    { accountId: string; share: number; tokens: number | null; seconds: number; isPaused: boolean }[]
  >`
    SELECT a.id::text AS "accountId", a.budget_share AS share, b.tokens,
      coalesce(greatest(0, extract(epoch FROM now() - b.refilled_at)), 0)::float8 AS seconds,
      coalesce(b.paused_until > now(), false) AS "isPaused"
    FROM accounts a LEFT JOIN request_budgets b ON b.account_id = a.id WHERE a.removed_at IS NULL`;
  return rows.map(({ accountId, share, tokens, seconds, isPaused }) => {
    const { capacity, perSecond } = bucketOf(share);
    const filled = tokens === null ? capacity : Math.min(capacity, tokens + seconds * perSecond);
    return { accountId, limitPerMinute: limitPerMinute(share), ready: isPaused ? 0 : filled, isPaused };
  });
}

/** How many requests a minute an account with this share may make. */
export function limitPerMinute(sharePercent: number): number {
  return ((LIMIT_PER_MINUTE - SPARE_PER_MINUTE) * sharePercent) / 100;
}

/** @returns null when a request was taken (and counted), else the time in milliseconds after which to look again. */
async function tryTake(
  accountId: string,
  bucket: { capacity: number; perSecond: number; floor: number },
  priority: Priority,
  waitedMs: number,
): Promise<number | null> {
  const [answer] = await database().$queryRaw<{ taken: boolean; waitMs: number }[]>`
    WITH made AS (
      INSERT INTO request_budgets (account_id, tokens) VALUES (${accountId}::uuid, ${bucket.capacity}::float8)
      ON CONFLICT (account_id) DO NOTHING
    ),
    filled AS (
      SELECT account_id, coalesce(paused_until, '-infinity') > now() AS paused, paused_until,
        least(${bucket.capacity}::float8,
          tokens + greatest(0, extract(epoch FROM now() - refilled_at)) * ${bucket.perSecond}::float8) AS tokens
      FROM request_budgets WHERE account_id = ${accountId}::uuid FOR UPDATE
    ),
    taken AS (
      UPDATE request_budgets b SET tokens = f.tokens - 1, refilled_at = greatest(b.refilled_at, now())
      FROM filled f
      WHERE b.account_id = f.account_id AND NOT f.paused AND f.tokens >= 1 + ${bucket.floor}::float8
      RETURNING 1
    ),
    counted AS (
      INSERT INTO request_usage (account_id, minute, priority, calls, waited_ms)
      SELECT ${accountId}::uuid, date_trunc('minute', now()), ${priority}, 1, ${waitedMs}::bigint FROM taken
      ON CONFLICT (account_id, minute, priority) DO UPDATE SET
        calls = request_usage.calls + 1, waited_ms = request_usage.waited_ms + excluded.waited_ms
    )
    SELECT EXISTS (SELECT 1 FROM taken) AS taken,
      CASE WHEN f.paused THEN extract(epoch FROM f.paused_until - now()) * 1000
        ELSE greatest(0, 1 + ${bucket.floor}::float8 - f.tokens) / ${bucket.perSecond}::float8 * 1000
      END::float8 AS "waitMs"
    FROM filled f`;
  // The very first call finds no row yet: the insert above isn't visible to its own statement.
  if (!answer) return 0;
  return answer.taken ? null : Math.max(20, answer.waitMs);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
