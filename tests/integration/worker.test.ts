import { afterEach, describe, expect, it } from "vitest";
import { databasePool } from "@/lib/db/database";
import { addJobNow } from "@/lib/db/jobs";
import { announceWorker, countJobs, freeJobsOfDeadWorkers } from "@/lib/db/workers";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { getHealth } from "@/lib/inbox/get-health";
import { runWorker } from "@/lib/jobs/run-worker";
import { openDesk, query } from "./harness/desk";
import { forgetJobs, waitingJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import { customerTexts, queueText, storedMessage } from "./harness/sends";
import { messagesWith, newNumber, OUR_NUMBER } from "./harness/texts";
import { knock, webhookPath } from "./harness/webhook-door";

const desk = await openDesk();
const { accountId, sandbox } = desk;
const leo = await addPerson();

afterEach(forgetJobs);

describe("jobs of one thing", () => {
  it("wait once, and the newest time counts, or the one they had, or the sooner", async () => {
    const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);
    const due = async () => Math.ceil(only(await waitingJobs("poll-account")).inSeconds / 10) * 10 + 0;
    await addJobNow("poll-account", { accountId }, { runAt: inSeconds(100) });
    await addJobNow("poll-account", { accountId }, { runAt: inSeconds(50), ifWaiting: "keep" });
    expect(await due()).toBe(100);
    await addJobNow("poll-account", { accountId }, { runAt: inSeconds(200) });
    expect(await due()).toBe(200);
    await addJobNow("poll-account", { accountId }, { runAt: inSeconds(300), ifWaiting: "sooner" });
    expect(await due()).toBe(200);
    await addJobNow("poll-account", { accountId }, { runAt: inSeconds(70), ifWaiting: "sooner" });
    expect(await due()).toBe(70);
    await addJobNow("poll-account", { accountId }, { ifWaiting: "sooner" });
    expect(await due()).toBe(0);
  });

  it("are counted by name, with those that failed", async () => {
    await addJobNow("poll-account", { accountId });
    await addJobNow("ensure-webhook", { accountId });
    await query("UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE key LIKE 'ensure%'");
    expect(await countJobs()).toEqual([
      { name: "ensure-webhook", waiting: 1, failing: 1 },
      { name: "poll-account", waiting: 1, failing: 0 },
    ]);
  });
});

describe("a worker that dies with a job in hand", () => {
  /** A job as it looks while this worker has it. */
  async function takeJob(workerId: string, ago = "0 seconds"): Promise<void> {
    await addJobNow("poll-account", { accountId });
    await query(
      `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - $2::interval, attempts = 1`,
      [workerId, ago],
    );
  }

  it("gives it back as soon as its session is gone, and not before", async () => {
    const presence = await announceWorker(() => undefined);
    await presence.register("worker-1");
    await takeJob("worker-1");
    await freeJobsOfDeadWorkers(databasePool());
    expect(await waitingJobs("poll-account")).toEqual([]);
    await query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    while ((await freeJobsOfDeadWorkers(databasePool())) === 0) await pause();
    expect(await waitingJobs("poll-account")).toHaveLength(1);
    expect(await query("SELECT 1 FROM worker_processes")).toEqual([]);
  });

  it("gives it back after a minute when it had no time to say who it is", async () => {
    await takeJob("worker-2");
    expect(await freeJobsOfDeadWorkers(databasePool())).toBe(0);
    await takeJob("worker-2", "2 minutes");
    expect(await freeJobsOfDeadWorkers(databasePool())).toBe(1);
  });
});

describe("the worker", () => {
  it("sends what is queued, polls again and again, and leaves nothing locked when it stops", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await query("UPDATE graphile_worker._private_jobs SET run_at = now()");
    const worker = await runWorker(() => undefined);
    while ((await storedMessage(message.id)).status !== "sent") await pause();
    expect((await getHealth({ withNames: false })).worker).toBe("ok");
    await worker.stop();
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
    expect(await query("SELECT 1 FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL")).toEqual(
      [],
    );
    expect(await waitingJobs("poll-account")).toHaveLength(1);
    expect((await getHealth({ withNames: false })).worker).toBe("down");
  });

  it("shows what comes in while every call to the provider takes its time", async () => {
    const conversations = [];
    for (let n = 0; n < 12; n += 1) conversations.push(await customerTexts(desk));
    await sandbox.fault({ match: { path: "/archive$" }, kind: "delay", delayMs: 2_000, times: 0 });
    const worker = await runWorker(() => undefined);
    for (const { id } of conversations) await archiveConversation(leo, id);
    const from = newNumber();
    const text = {
      type: "inbound_text.received",
      message: "Anybody there?",
      received: new Date().toISOString(),
    };
    const body = { ...text, fromNumber: from.slice(1), toNumber: OUR_NUMBER.slice(1) };
    await knock(await webhookPath(accountId), JSON.stringify(body));
    while ((await messagesWith(from)).length === 0) await pause();
    const pending = await query("SELECT 1 FROM pushes WHERE done_at IS NULL");
    await worker.stop();
    await sandbox.endFaults();
    expect(pending.length).toBeGreaterThan(8);
  });

  it("waits without failing while there is no request left", async () => {
    await lookAtAccount(accountId);
    await query("UPDATE request_budgets SET paused_until = now() + interval '10 minutes', tokens = 0");
    const conversationId = only(await query<{ id: string }>("SELECT id FROM conversations LIMIT 1")).id;
    await query("UPDATE conversations SET thread_loaded_at = NULL");
    await addJobNow("load-thread", { conversationId });
    const worker = await runWorker(() => undefined);
    while (((await waitingJobs("load-thread"))[0]?.inSeconds ?? 0) < 60) await pause();
    await worker.stop();
    expect(await countJobs()).toContainEqual({ name: "load-thread", waiting: 1, failing: 0 });
    await query("UPDATE request_budgets SET paused_until = NULL, tokens = 30");
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
