import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/api/health/route";
import { addJobNow } from "@/lib/db/jobs";
import { requestBudget } from "@/lib/db/request-budget";
import { healthSchema } from "@/lib/domain/account";
import { env } from "@/lib/env";
import { collectMetrics } from "@/lib/inbox/collect-metrics";
import { getHealth } from "@/lib/inbox/get-health";
import { openDesk, query } from "./harness/desk";
import { forgetJobs } from "./harness/jobs";
import { addConversation } from "./harness/texts";

const { accountId } = await openDesk();

/** What a metric says, by its labels in the order of the answer. */
async function metric(name: string, labels: string): Promise<number> {
  const line = `replydesk_${name}{${labels}} `;
  const found = (await collectMetrics()).split("\n").find((one) => one.startsWith(line));
  if (found === undefined) throw new Error(`There is no ${line}`);
  return Number(found.slice(line.length));
}

/** Connections that were cut are replaced as they are met. */
async function untilConnected(): Promise<void> {
  await query("SELECT 1").catch(untilConnected);
}

beforeEach(forgetJobs);

describe("health", () => {
  it.each([
    ["live", "2 minutes", "live"],
    ["live", "10 minutes", "lagging"],
    ["backfilling", "2 minutes", "backfilling"],
    ["backfilling", "10 minutes", "lagging"],
    ["stopped", "10 minutes", "stopped"],
    ["lagging", "10 seconds", "lagging"],
  ])("of an account that is %s and was read %s ago is %s", async (stored, ago, told) => {
    await query(
      `UPDATE accounts SET state = $1::"AccountState", error = 'Said before', last_sync_at = now() - $2::interval`,
      [stored, ago],
    );
    const health = await getHealth({ withNames: false });
    expect(health.accounts).toMatchObject([{ id: accountId, state: told }]);
    expect(Object.keys(health.accounts[0] ?? {}).sort()).toEqual([
      "id",
      "lastSyncAt",
      "progress",
      "provider",
      "state",
    ]);
    expect(await metric("account_state", `account="${accountId}",state="${told}"`)).toBe(1);
  });

  it("is told in its own words while connections are cut, not as an error", async () => {
    const killer = new pg.Client({ connectionString: env().DATABASE_URL, application_name: "killer" });
    await killer.connect();
    const over = new AbortController();
    const killing = (async () => {
      while (!over.signal.aborted) {
        await killer.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name <> 'killer'`,
        );
        await new Promise((resolve) => setTimeout(resolve, 7));
      }
    })();
    const statuses = new Set<number>();
    const answers: Response[] = [];
    for (let asked = 0; asked < 30; asked += 1) {
      answers.push(await GET(new Request("http://desk.example/api/health"), { params: Promise.resolve({}) }));
    }
    over.abort();
    await killing;
    await killer.end();
    await untilConnected();
    for (const answer of answers) {
      const health = healthSchema.parse(await answer.json());
      expect(answer.status).toBe(health.database === "ok" ? 200 : 503);
      statuses.add(answer.status);
    }
    expect(statuses).toContain(503);
  });
});

describe("metrics", () => {
  it("tell what waits in the queue, what fails and since when it could have run", async () => {
    await addJobNow("poll-account", { accountId }, { runAt: new Date(Date.now() - 90_000) });
    await addJobNow("sync-account", { accountId }, { runAt: new Date(Date.now() + 90_000) });
    await addJobNow("push-read-marks", { accountId }, { runAt: new Date(Date.now() - 300_000) });
    // Running for the first time isn't failing; tried before and waiting is.
    await query(
      `UPDATE graphile_worker._private_jobs SET attempts = 1, locked_at = now(), locked_by = 'w' WHERE key LIKE 'push%'`,
    );
    await query(`UPDATE graphile_worker._private_jobs SET attempts = 2 WHERE key LIKE 'sync%'`);
    const of = async (name: string) => [
      await metric("jobs_waiting", `job="${name}"`),
      await metric("jobs_failing", `job="${name}"`),
      Math.round(await metric("jobs_oldest_due_seconds", `job="${name}"`)),
    ];
    const [waiting, failing, due] = await of("poll-account");
    expect([waiting, failing]).toEqual([1, 0]);
    expect(due).toBeGreaterThanOrEqual(90);
    expect(await of("sync-account")).toEqual([1, 1, 0]);
    expect(await of("push-read-marks")).toEqual([1, 0, 0]);
    expect(await of("settle-message")).toEqual([0, 0, 0]);
  });

  it("tell how much of the budget is there now, not when it was last used", async () => {
    await query("UPDATE accounts SET budget_share = 100");
    const labels = `account="${accountId}"`;
    expect(await metric("account_requests_ready", labels)).toBe(30);
    const budget = requestBudget(accountId, 100);
    for (let taken = 0; taken < 10; taken += 1) await budget.take("send");
    expect(await metric("account_requests_ready", labels)).toBeLessThan(25);
    await query("UPDATE request_budgets SET refilled_at = now() - interval '1 hour'");
    expect(await metric("account_requests_ready", labels)).toBe(30);
    expect(await metric("account_requests_limit", labels)).toBe(190);
    expect(await metric("account_requests_paused", labels)).toBe(0);
    await budget.pause(60_000);
    expect(await metric("account_requests_ready", labels)).toBe(0);
    expect(await metric("account_requests_paused", labels)).toBe(1);
  });

  it("tell the changes that the provider doesn't have, by what they change", async () => {
    const [one, two] = [await addConversation(accountId), await addConversation(accountId)];
    await query(
      `INSERT INTO pushes (conversation_id, field, desired, gave_up_at, done_at) VALUES
         ($1, 'archived', true, NULL, NULL), ($2, 'archived', true, now(), NULL),
         ($1, 'read', true, NULL, now()), ($2, 'read', true, NULL, NULL)`,
      [one.id, two.id],
    );
    const of = async (field: string) => [
      await metric("pushes_pending", `account="${accountId}",field="${field}"`),
      await metric("pushes_given_up", `account="${accountId}",field="${field}"`),
    ];
    expect([await of("archived"), await of("read")]).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });
});
