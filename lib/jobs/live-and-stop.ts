import { closeDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { runWorker, type Worker } from "./run-worker";

/** Jobs under way get this long to finish. */
const STOP_WITHIN_MS = 8_000;
const RESTART_AFTER_MS = 2_000;

let worker: Worker | null = null;
let isStopping = false;

/** Runs the jobs in this process until it is told to stop, starting again when the database was away. */
export async function startWorking(): Promise<void> {
  if (isStopping) return;
  try {
    worker = await runWorker(() => void restart("The worker lost its session"));
    log.info("Working on jobs");
  } catch (error) {
    await restart(error instanceof Error ? error.message : String(error));
  }
}

async function restart(problem: string): Promise<void> {
  if (isStopping) return;
  log.error({ problem }, "The worker stopped; starting again");
  const broken = worker;
  worker = null;
  // What hangs in it is no reason not to go on: its jobs are free once its session is gone.
  await Promise.race([broken?.stop().catch(() => undefined), sleep(STOP_WITHIN_MS)]);
  setTimeout(() => void startWorking(), RESTART_AFTER_MS);
}

/** Stops on SIGTERM, SIGINT, and when the process that started this one is gone. */
export function stopWithParent(): void {
  const stop = (): void => void stopAll();
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("SIGHUP", stop);
  if (process.channel) process.once("disconnect", stop);
}

async function stopAll(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  const deadline = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
  try {
    await worker?.stop();
    await closeDatabase();
  } finally {
    clearTimeout(deadline);
    process.exit(0);
  }
}

/** What a web server does beside answering. */
export async function startBesideServer(): Promise<void> {
  stopWithParent();
  if (env().WORKER) await startWorking();
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
