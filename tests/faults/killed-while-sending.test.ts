import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { databasePool } from "@/lib/db/database";
import { freeJobsOfDeadWorkers } from "@/lib/db/workers";
import { query } from "@/tests/integration/harness/desk";
import { addPerson } from "@/tests/integration/harness/people";
import { queueText, storedMessage } from "@/tests/integration/harness/sends";
import { expectBothSidesEqual } from "./harness/both-sides";
import { openFaultDesk } from "./harness/fault-desk";
import { isLongForm } from "./harness/long-form";
import { settle } from "./harness/settle";
import { openThreads } from "./harness/story";

const desk = await openFaultDesk();
const leo = await addPerson();

/** The moments that matter most; the long form takes every one there is. */
const MOMENTS = ["SELECT 1", "COMMIT 1", "request 1", "answer 1", "COMMIT 2", "delete 1"];

/** @returns the steps it took, and whether it was killed */
async function deliverIn(killBefore: string): Promise<{ steps: string[]; isKilled: boolean }> {
  const script = fileURLToPath(new URL("harness/deliver-until-killed.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, KILL_BEFORE: killBefore, LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { steps: printed.trim().split("\n"), isKilled: child.signalCode === "SIGKILL" };
}

async function queueTexts(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (const thread of await openThreads(desk, count)) {
    ids.push((await queueText(leo, thread.id, { text: `To ${thread.id}` })).id);
  }
  await query("UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'deliver-message%'");
  return ids;
}

async function everyMoment(): Promise<string[]> {
  await queueTexts(1);
  return (await deliverIn("nothing")).steps;
}

it("a process that is killed (-9) at any step of a send sends nothing twice and loses nothing", async () => {
  const moments = isLongForm ? await everyMoment() : MOMENTS;
  const ids = await queueTexts(moments.length);
  // Each takes one of the texts, and dies with it in its hands.
  const ends = await Promise.all(moments.map(deliverIn));
  expect(ends.map((end) => end.isKilled)).toEqual(moments.map(() => true));
  const accepted = (await desk.sandbox.state()).messages.filter((message) => !message.inbound).length;
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(moments.length);

  await query("UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '2 minutes'");
  await freeJobsOfDeadWorkers(databasePool());
  await settle(desk);
  await expectBothSidesEqual(desk);
  for (const id of ids) {
    const message = await storedMessage(id);
    // Dead with the request perhaps on its way, and nothing to be found: only a person can decide.
    if (message.needs_decision) expect(message.status).toBe("unknown");
    else expect(message.status).toBe("delivered");
  }
}, 240_000);
