import { expect, it, vi } from "vitest";
import { updateConnection } from "@/lib/db/accounts";
import { database } from "@/lib/db/database";
import { query } from "@/tests/integration/harness/desk";
import { addPerson } from "@/tests/integration/harness/people";
import { queueText } from "@/tests/integration/harness/sends";
import { CALLS } from "./harness/calls-and-faults";
import { openFaultDesk } from "./harness/fault-desk";
import { isLongForm } from "./harness/long-form";
import { openThreads, prepareMinute } from "./harness/story";
import { hasten, kill, startWorker, untilBothSidesEqual } from "./harness/worker-processes";

const desk = await openFaultDesk({ latencyMs: 20 });
const { accountId, sandbox } = desk;
const leo = await addPerson();

const posts = async () => (await sandbox.requestsTo("POST", /^\/messages$/)).length;

it.each(isLongForm ? [1, 2, 3] : [])(
  "two worker processes share the work: everything happens once (%d)",
  async () => {
    const minute = await prepareMinute(desk, leo);
    const threads = await openThreads(desk, 12);
    await sandbox.forgetRequests();
    startWorker();
    startWorker();
    await minute();
    for (const { id } of threads) await queueText(leo, id, { text: `Once, to ${id}` });
    await untilBothSidesEqual(desk);
    expect(await posts()).toBe(2 + threads.length);
  },
  200_000,
);

it("one of two is killed in the middle of it, another is started, and answers get lost", async () => {
  const minute = await prepareMinute(desk, leo);
  const threads = await openThreads(desk, 12);
  await sandbox.forgetRequests();
  const first = startWorker();
  startWorker();
  await sandbox.fault(
    { match: CALLS["sending a text"], kind: "delay", delayMs: 700, times: 4 },
    ...Object.values(CALLS).map((match) => ({ match, kind: "answerLostAfterAcceptance", times: 2 })),
  );
  await minute();
  for (const { id } of threads) await queueText(leo, id, { text: `At most once, to ${id}` });
  await vi.waitFor(
    async () => {
      await hasten();
      expect(await query("SELECT 1 FROM messages WHERE status = 'sending'")).not.toEqual([]);
    },
    { timeout: 60_000, interval: 20 },
  );
  await kill(first);
  startWorker();
  await untilBothSidesEqual(desk);
  expect(await posts()).toBeLessThanOrEqual(2 + threads.length);
}, 200_000);

it("two processes whose tokens end at the same time renew them once", async () => {
  await updateConnection(database(), accountId, {
    baseUrl: sandbox.baseUrl,
    credentials: { method: "oauth2", ...sandbox.credentials },
  });
  const threads = await openThreads(desk, 12);
  startWorker();
  startWorker();
  await vi.waitFor(
    async () => expect(await query("SELECT DISTINCT lock_key FROM worker_processes")).toHaveLength(2),
    { timeout: 60_000 },
  );
  await sandbox.forgetRequests();
  await sandbox.control("POST", "/tokens/expire");
  await sandbox.fault({ match: { path: "^/tokens/" }, kind: "delay", delayMs: 300 });
  for (const { id } of threads) await queueText(leo, id, { text: `After the renewal, to ${id}` });
  await untilBothSidesEqual(desk);
  expect((await sandbox.requestsTo("POST", /^\/tokens\//)).map((request) => request.path)).toEqual([
    "/tokens/refresh",
  ]);
}, 200_000);
