import { afterEach, beforeEach } from "vitest";
import { ensureWebhook } from "@/lib/inbox/ensure-webhook";
import { type Desk, openDesk, query, refillBudget } from "@/tests/integration/harness/desk";
import { forgetJobs } from "@/tests/integration/harness/jobs";
import { openDoor } from "@/tests/integration/harness/webhook-door";

/** Short enough to be over while a test settles, long enough that the first look comes too early. */
const PACE = {
  threadDelayMs: 50,
  statusDelaysMs: { sent: 50, final: 250 },
  webhookRetryDelaysMs: [50, 100, 200, 400],
};

/** Everything that is about conversations; people, accounts and settings stay. */
const FORGOTTEN =
  "conversations, contacts, user_numbers, webhook_events, view_counts, request_budgets, request_usage";

/** `door`: where the provider reaches us. */
export type FaultDesk = Desk & { door: string };

/**
 * A desk that the provider can reach, empty on both sides at the start of every test. Webhooks are held back until they
 * are released.
 */
export async function openFaultDesk(options: Parameters<typeof openDesk>[0] = {}): Promise<FaultDesk> {
  const door = await openDoor();
  process.env.PUBLIC_URL = door;
  const desk = { ...(await openDesk({ ...PACE, ...options })), door };
  beforeEach(() => startAfresh(desk));
  afterEach(() => desk.sandbox.endFaults());
  return desk;
}

/** Both sides as at the beginning: the same account, and nothing said yet. */
export async function startAfresh({ accountId, sandbox, door }: FaultDesk): Promise<void> {
  await sandbox.control("POST", "/reset");
  await sandbox.control("POST", "/clock", { aheadMs: 0 });
  await sandbox.forgetRequests();
  await forgetJobs();
  // A worker that was killed holds its queues even when its jobs are forgotten.
  await query("DELETE FROM graphile_worker._private_job_queues");
  await query(`TRUNCATE ${FORGOTTEN} CASCADE`);
  await query(`UPDATE accounts SET state = 'live', error = NULL, stopped_at = NULL, tokens = NULL, polled_up_to = now(),
    looked_at = NULL, last_sweep_at = now(), backfill_phase = 'done', backfill_page = 0,
    backfilled_down_to = now() - interval '1 day', webhook_subscription_id = NULL, webhook_callback_url = NULL`);
  await refillBudget();
  await ensureWebhook(accountId, door);
  await sandbox.setWebhooks({ mode: "hold" });
}
