import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLine, isAlive } from "../process-identity.mjs";

const POLL_MS = 50;
const FAST_DEADLINE_MS = 10_000;
const IMMEDIATE_DEADLINE_MS = 5_000;

/**
 * Clears what an earlier run left in a database folder: a Postgres that outlived its supervisor is stopped in order;
 * a lock file whose process is gone, or is by now some other program, is removed (Postgres itself only looks
 * whether the number is in use, and would refuse to start).
 */
export async function clearLeftovers(folder: string): Promise<void> {
  const pid = await postmasterPid(folder);
  if (pid === undefined) return;
  if (isPostmasterOf(folder, pid)) await stopPostmaster(folder, pid);
  await rm(path.join(folder, "postmaster.pid"), { force: true });
}

/**
 * Stops the Postgres with this process id: open transactions are rolled back and everything is written to disk;
 * when that takes too long it is stopped the hard way, which costs the next start a recovery but loses nothing.
 */
export async function stopPostmaster(folder: string, pid: number): Promise<void> {
  const steps = [
    { signal: "SIGINT", deadlineMs: FAST_DEADLINE_MS },
    { signal: "SIGQUIT", deadlineMs: IMMEDIATE_DEADLINE_MS },
    { signal: "SIGKILL", deadlineMs: IMMEDIATE_DEADLINE_MS },
  ] as const;
  for (const { signal, deadlineMs } of steps) {
    if (!isPostmasterOf(folder, pid)) return;
    sendSignal(pid, signal);
    if (await isGoneWithin(pid, deadlineMs)) return;
  }
  throw new Error(`Postgres (process ${pid}) for ${folder} does not stop.`);
}

async function postmasterPid(folder: string): Promise<number | undefined> {
  const text = await readFile(path.join(folder, "postmaster.pid"), "utf8").catch(() => undefined);
  const pid = Number(text?.split("\n")[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/** True when the process runs a program called postgres on exactly this folder. */
function isPostmasterOf(folder: string, pid: number): boolean {
  const command = commandLine(pid);
  return command !== undefined && /postgres/.test(command) && command.includes(folder);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
}

async function isGoneWithin(pid: number, deadlineMs: number): Promise<boolean> {
  for (const end = Date.now() + deadlineMs; Date.now() < end; await sleep(POLL_MS)) {
    if (!isAlive(pid)) return true;
  }
  return !isAlive(pid);
}
