import { EventEmitter } from "node:events";
import { Logger, runOnce, type TaskList, type WorkerEvents } from "graphile-worker";
import { databasePool } from "@/lib/db/database";
import type { JobName } from "@/lib/db/jobs";
import { taskList } from "@/lib/jobs/tasks";
import { query } from "./desk";

/** Runs all waiting jobs of these names now, whenever they are due, and those they add for now. Throws what they throw. */
export async function runJobs(...names: JobName[]): Promise<void> {
  await query(
    `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND task_id IN
       (SELECT id FROM graphile_worker._private_tasks WHERE identifier = ANY ($1))`,
    [names],
  );
  const chosen: TaskList = {};
  for (const name of names) {
    const task = taskList[name];
    if (task) chosen[name] = task;
  }
  const events: WorkerEvents = new EventEmitter();
  const errors: unknown[] = [];
  events.on("job:error", ({ error }) => errors.push(error));
  await runOnce({
    pgPool: databasePool(),
    taskList: chosen,
    events,
    noHandleSignals: true,
    concurrency: 8,
    logger: new Logger(() => () => undefined),
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  if (errors.length > 0) throw new AggregateError(errors, `Jobs failed: ${String(errors[0])}`);
}

/** The jobs of a name that wait, with the seconds until they are due. */
export async function waitingJobs(name: JobName): Promise<{ inSeconds: number; payload: unknown }[]> {
  return query(
    `SELECT extract(epoch FROM j.run_at - now())::float8 AS "inSeconds", j.payload
     FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = $1 AND j.locked_at IS NULL AND j.attempts < j.max_attempts ORDER BY j.run_at`,
    [name],
  );
}

/** Forgets every job, for tests that want to see what they add themselves. */
export async function forgetJobs(): Promise<void> {
  await query("DELETE FROM graphile_worker._private_jobs");
}
