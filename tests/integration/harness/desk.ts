import { randomBytes } from "node:crypto";
import { afterAll, vi } from "vitest";
import { insertAccount } from "@/lib/db/accounts";
import { closeDatabase, database, databasePool } from "@/lib/db/database";
import { startSandbox } from "@/lib/embedded/sandbox/start-sandbox";
import { log } from "@/lib/log";
import { systemClock } from "@/lib/providers/http/clock";
import { freshDatabase } from "@/tests/setup/database";
import { SandboxControl, WEBHOOK_DELAY_MS } from "./sandbox-control";

type SandboxOptions = NonNullable<Parameters<typeof startSandbox>[0]>;

export type Desk = { accountId: string; sandbox: SandboxControl };

/** The database alone, for tests that need no provider. Call it at the top of a file. */
export async function openDatabase(): Promise<void> {
  process.env.DATABASE_URL = await freshDatabase();
  process.env.NEXTAUTH_SECRET = "only for tests";
  process.env.ENCRYPTION_KEY = randomBytes(32).toString("base64");
  log.level = "silent";
  afterAll(closeDatabase);
}

/**
 * A database, a sandbox and an account that joins them. By default the account's first synchronisation is over,
 * nothing is late, and waits between the tries of a call take no time.
 */
export async function openDesk(options: SandboxOptions = {}, { isSynchronised = true } = {}): Promise<Desk> {
  await openDatabase();
  const running = await startSandbox({
    threadDelayMs: 0,
    webhookDelayMs: WEBHOOK_DELAY_MS,
    webhookDuplicateEvery: 0,
    rateLimitPerMinute: 1_000_000,
    ...options,
  });
  afterAll(running.close);
  vi.spyOn(systemClock, "sleep").mockResolvedValue();
  const accountId = await insertAccount(database(), {
    name: "Fernhill Cycles",
    provider: "eztexting",
    baseUrl: running.baseUrl,
    credentials: { method: "basic", ...running.credentials },
  });
  // A share of 10,000 % keeps the budget out of the way; its own tests set it back.
  await query("UPDATE accounts SET budget_share = 10000");
  if (isSynchronised) await finishSynchronisation();
  return { accountId, sandbox: new SandboxControl(running) };
}

/** As after a first synchronisation that found nothing, a day ago. */
async function finishSynchronisation(): Promise<void> {
  await query(`UPDATE accounts SET state = 'live', backfill_phase = 'done', polled_up_to = now(), last_sweep_at = now(),
    backfilled_down_to = now() - interval '1 day'`);
}

/** Rows, as they are in the database. */
export async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await databasePool().query<Row>(sql, values)).rows;
}

/** Ends a pause that a 429 has set, and fills the bucket. */
export async function refillBudget(): Promise<void> {
  await query("UPDATE request_budgets SET tokens = 30, refilled_at = now(), paused_until = NULL");
}
