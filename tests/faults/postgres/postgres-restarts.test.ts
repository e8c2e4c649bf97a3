import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { markRead } from "@/lib/inbox/mark-read";
import { query } from "@/tests/integration/harness/desk";
import { only } from "@/tests/integration/harness/only";
import { addPerson } from "@/tests/integration/harness/people";
import { queueText } from "@/tests/integration/harness/sends";
import { openFaultDesk } from "../harness/fault-desk";
import { isLongForm } from "../harness/long-form";
import { openThreads } from "../harness/story";
import { hasten, startWorker, untilBothSidesEqual } from "../harness/worker-processes";

const CRASHES = isLongForm ? 6 : 2;

const desk = await openFaultDesk({ latencyMs: 20 });
const { sandbox } = desk;
const leo = await addPerson();

/** A server process killed with -9 makes Postgres drop every session, forget all that isn't committed, and recover. */
async function crashPostgres(): Promise<void> {
  const startedAt = await postmasterStart();
  const { pid } = only(await query<{ pid: number }>("SELECT pg_backend_pid() AS pid"));
  process.kill(pid, "SIGKILL");
  await vi.waitFor(async () => expect(await query("SELECT 1")).toHaveLength(1), {
    timeout: 60_000,
    interval: 20,
  });
  expect(await postmasterStart()).toEqual(startedAt);
}

async function postmasterStart(): Promise<unknown> {
  return only(await query<{ at: Date }>("SELECT pg_postmaster_start_time() AS at")).at;
}

/** As a person does, or their browser: the same again until it works. */
async function insist(act: () => Promise<unknown>): Promise<void> {
  await vi.waitFor(act, { timeout: 60_000, interval: 50 });
}

it("Postgres goes down and comes back in the middle of everything: nothing lost, nothing twice", async () => {
  const threads = await openThreads(desk, 10);
  await sandbox.forgetRequests();
  startWorker({ isQuiet: true });
  await vi.waitFor(async () => expect(await query("SELECT 1 FROM worker_processes")).not.toEqual([]), {
    timeout: 60_000,
  });
  for (let crash = 1; crash <= CRASHES; crash += 1) {
    const acting = (async () => {
      for (const { id, contactNumber } of threads) {
        const clientId = randomUUID();
        await insist(() => queueText(leo, id, { clientId, text: `Crash ${crash}, to ${id}` }));
        await sandbox.inbound({ from: contactNumber, text: `Crash ${crash}?` });
        await sandbox.control("POST", "/webhooks/release");
        await insist(() => markRead(leo, id));
        if (crash % 2 === 0) await insist(() => archiveConversation(leo, id));
        await insist(hasten);
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 400));
    await crashPostgres();
    await acting;
  }
  await untilBothSidesEqual(desk);
  expect((await sandbox.requestsTo("POST", /^\/messages$/)).length).toBeLessThanOrEqual(
    CRASHES * threads.length,
  );
}, 240_000);
