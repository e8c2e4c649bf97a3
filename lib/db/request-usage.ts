import type { CallOutcome, Priority } from "@/lib/domain/request-budget";
import { database } from "./database";

/** Counts what became of a request, where that is worth knowing. The request itself was counted when it was taken. */
export async function recordOutcome(
  accountId: string,
  priority: Priority,
  outcome: CallOutcome,
): Promise<void> {
  if (outcome === "answered") return;
  const throttled = outcome === "throttled" ? 1 : 0;
  await database().$executeRaw`
    INSERT INTO request_usage (account_id, minute, priority, throttled, failed)
    VALUES (${accountId}::uuid, date_trunc('minute', now()), ${priority}, ${throttled}::int, ${1 - throttled}::int)
    ON CONFLICT (account_id, minute, priority) DO UPDATE SET
      throttled = request_usage.throttled + excluded.throttled, failed = request_usage.failed + excluded.failed`;
}

/** A minute in which requests went out, by what they were for. */
export type UsedMinute = { at: Date; priority: Priority; calls: number; throttled: number };

/** What an account used since a time. */
export async function listUsage(accountId: string, since: Date): Promise<UsedMinute[]> {
  return database().$queryRaw<UsedMinute[]>`
    SELECT minute AS at, priority, calls, throttled FROM request_usage
    WHERE account_id = ${accountId}::uuid AND minute >= ${since}::timestamptz ORDER BY minute`;
}

/** What every account used since it was connected, by what for. */
export type TotalUsage = {
  accountId: string;
  priority: Priority;
  calls: number;
  throttled: number;
  failed: number;
  waitedMs: number;
};

export async function totalUsage(): Promise<TotalUsage[]> {
  return database().$queryRaw<TotalUsage[]>`
    SELECT u.account_id::text AS "accountId", u.priority, sum(u.calls)::int AS calls,
      sum(u.throttled)::int AS throttled, sum(u.failed)::int AS failed, sum(u.waited_ms)::float8 AS "waitedMs"
    FROM request_usage u JOIN accounts a ON a.id = u.account_id AND a.removed_at IS NULL GROUP BY 1, 2`;
}

/** Puts the minutes before a time together into one row a priority, dated 1970, so that sums stay as they are. */
export async function foldUsage(before: Date): Promise<void> {
  await database().$executeRaw`
    WITH old AS (
      DELETE FROM request_usage WHERE minute < ${before}::timestamptz AND minute > 'epoch' RETURNING *
    )
    INSERT INTO request_usage (account_id, minute, priority, calls, throttled, failed, waited_ms)
    SELECT account_id, 'epoch', priority, sum(calls), sum(throttled), sum(failed), sum(waited_ms) FROM old
    GROUP BY account_id, priority
    ON CONFLICT (account_id, minute, priority) DO UPDATE SET
      calls = request_usage.calls + excluded.calls, throttled = request_usage.throttled + excluded.throttled,
      failed = request_usage.failed + excluded.failed, waited_ms = request_usage.waited_ms + excluded.waited_ms`;
}
