import { createHash } from "node:crypto";
import { type JobName, jobNames } from "@/lib/db/jobs";
import { keepGoing } from "@/lib/inbox/keep-going";
import { type Desk, query, refillBudget } from "@/tests/integration/harness/desk";
import { runJobs } from "@/tests/integration/harness/jobs";
import type { SandboxState } from "@/tests/integration/harness/sandbox-control";

const MAX_ROUNDS = 20;

/** What jobs may fail with while the provider does its worst: they come back later. */
const TROUBLE = new Set(["ProviderError", "BudgetExhausted", "AccountStopped"]);

/** Runs every job that waits, however long it would wait, once. Jobs may fail at the provider, and at nothing else. */
export async function work(): Promise<void> {
  await letTimePass();
  await keepGoing();
  await workOn(...jobNames);
}

/** The same for some jobs, without time passing. */
export async function workOn(...names: JobName[]): Promise<void> {
  await runJobs(...names).catch((error: unknown) => {
    const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
    if (!errors.every(isTrouble)) throw error;
  });
}

function isTrouble(error: unknown): boolean {
  return error instanceof Error && TROUBLE.has(error.name);
}

/**
 * Time passes and jobs run, until nothing changes any more on either side. From here on no job may fail.
 * @throws Error when they don't come to rest
 */
export async function settle({ sandbox }: Desk): Promise<void> {
  let before = "";
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    await letTimePass();
    await keepGoing();
    await runJobs(...jobNames);
    const there = await sandbox.state();
    const now = await fingerprint(there);
    const isQuiet = now === before && isAllFinal(there);
    if (isQuiet && !(await endSearches())) return;
    before = now;
  }
  throw new Error(`Both sides still change after ${MAX_ROUNDS} rounds`);
}

/** Whatever waits for its time is due: looks, sweeps, delivery states, pushes; and nothing is recent any more. */
export async function letTimePass(): Promise<void> {
  await query("UPDATE messages SET status_check_at = now() WHERE status_check_at > now()");
  await query("UPDATE messages SET created_at = created_at - interval '1 hour'");
  await query("UPDATE pushes SET next_attempt_at = now() WHERE next_attempt_at > now()");
  await query(`UPDATE accounts SET looked_at = now() - interval '1 hour', marks_pushed_at = now() - interval '1 hour',
    last_sweep_at = now() - interval '1 hour'`);
  await refillBudget();
}

/**
 * A send that was looked for since `seconds` ago and not found: its time to be found is over.
 * @returns whether there was one
 */
export async function endSearches(seconds = 0): Promise<boolean> {
  const searched = await query(
    `UPDATE messages SET sending_since = sending_since - interval '1 hour'
     WHERE status = 'unknown' AND NOT needs_decision AND sending_since < now() - $1 * interval '1 second' RETURNING 1`,
    [seconds],
  );
  return searched.length > 0;
}

function isAllFinal({ messages }: SandboxState): boolean {
  return messages.every((message) => message.inbound || !["QUEUED", "SENT"].includes(message.status));
}

async function fingerprint(there: SandboxState): Promise<string> {
  const here = await query(
    `SELECT (SELECT json_agg(m ORDER BY id) FROM
         (SELECT id, status, provider_message_id, unread, needs_decision, at, media FROM messages) m) AS messages,
       (SELECT json_agg(c ORDER BY id) FROM (SELECT id, archived, unread_count FROM conversations) c) AS conversations,
       (SELECT json_agg(p ORDER BY conversation_id, field) FROM
         (SELECT conversation_id, field, desired, done_at IS NULL AS pending FROM pushes) p) AS pushes,
       (SELECT json_agg(w ORDER BY id) FROM (SELECT id, status FROM webhook_events) w) AS webhooks,
       (SELECT json_agg(a ORDER BY id) FROM (SELECT id, state FROM accounts) a) AS accounts`,
  );
  return createHash("sha256")
    .update(JSON.stringify([here, there]))
    .digest("hex");
}
