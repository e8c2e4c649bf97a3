import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, vi } from "vitest";
import { keepGoing } from "@/lib/inbox/keep-going";
import { inProject } from "@/scripts/setup/project.mjs";
import { type Desk, query } from "@/tests/integration/harness/desk";
import { expectBothSidesEqual } from "./both-sides";
import { endSearches, letTimePass } from "./settle";

/** Several looks in hastened time. */
const SEARCHED_FOR_S = 8;

const workers: ChildProcess[] = [];
afterEach(killWorkers);

/** A worker as `npm run worker` runs it, in a process of its own. It ends with the test. `isQuiet`: it has reason to complain. */
export function startWorker({ isQuiet = false } = {}): ChildProcess {
  const worker = spawn(process.execPath, ["--import", "tsx", inProject("scripts", "worker.ts")], {
    env: { ...process.env, LOG_LEVEL: "silent" },
    stdio: ["ignore", "ignore", isQuiet ? "ignore" : "inherit"],
  });
  workers.push(worker);
  return worker;
}

/** kill -9. */
export async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exited = once(worker, "exit");
  worker.kill("SIGKILL");
  await exited;
}

async function killWorkers(): Promise<void> {
  for (const worker of workers.splice(0)) await kill(worker);
}

/** While processes work: whatever waits for its time is due, and the minute is full. Fails as the database does. */
export async function hasten(): Promise<void> {
  await letTimePass();
  await keepGoing();
  await query(
    "UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND locked_at IS NULL",
  );
}

/** Time passes quickly until both sides are equal. */
export async function untilBothSidesEqual(desk: Desk, timeoutMs = 150_000): Promise<void> {
  await vi.waitFor(
    async () => {
      await hasten();
      await endSearches(SEARCHED_FOR_S);
      await expectBothSidesEqual(desk);
    },
    { timeout: timeoutMs, interval: 700 },
  );
}
