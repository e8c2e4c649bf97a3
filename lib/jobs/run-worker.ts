import { type Logger as WorkerLogger, Logger, run, type WorkerEvents } from "graphile-worker";
import { EventEmitter } from "node:events";
import { databasePool } from "@/lib/db/database";
import { announceWorker, freeJobsOfDeadWorkers } from "@/lib/db/workers";
import { keepGoing } from "@/lib/inbox/keep-going";
import { log } from "@/lib/log";
import { crontab, taskList } from "./tasks";

const FREE_JOBS_INTERVAL_MS = 15_000;

/**
 * Lanes of their own, so that nobody waits behind what waits for the provider: a text that was announced is shown while
 * every other call hangs, and a reply leaves while pushes sit out a pause. Jobs for a later time are found by looking.
 */
const LANES: { takes: (name: string) => boolean; concurrency: number; pollIntervalMs: number }[] = [
  { takes: (name) => name === "process-webhook-event", concurrency: 2, pollIntervalMs: 2_000 },
  { takes: (name) => name === "deliver-message", concurrency: 6, pollIntervalMs: 500 },
  {
    takes: (name) => name !== "process-webhook-event" && name !== "deliver-message",
    concurrency: 8,
    pollIntervalMs: 1_000,
  },
];

export type Worker = { stop(): Promise<void> };

/** Starts working on jobs in this process. Several processes share them. */
export async function runWorker(onLost: () => void): Promise<Worker> {
  const pool = databasePool();
  const presence = await announceWorker(onLost);
  const freed = await freeJobsOfDeadWorkers(pool);
  if (freed > 0) log.warn({ workers: freed }, "Took over the jobs of workers that died");

  const events: WorkerEvents = new EventEmitter();
  // Jobs are locked in the name of the pool (of a single worker, where there is no pool): both are this process.
  const register = (id: string): void => {
    presence
      .register(id)
      .catch((error: unknown) => log.error({ problem: String(error) }, "Couldn't register a worker"));
  };
  events.on("pool:create", ({ workerPool }) => register(workerPool.id));
  events.on("worker:create", ({ worker }) => register(worker.workerId));
  const runners = await Promise.all(
    LANES.map(({ takes, concurrency, pollIntervalMs }, index) =>
      run({
        pgPool: pool,
        concurrency,
        pollInterval: pollIntervalMs,
        noHandleSignals: true,
        taskList: Object.fromEntries(Object.entries(taskList).filter(([name]) => takes(name))),
        // The last lane has the tasks that the clock starts.
        crontab: index === LANES.length - 1 ? crontab : "",
        events,
        logger: workerLogger(),
        // Without delays of 0 a job that finishes while the worker stops stays locked, and would run again later.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      }),
    ),
  );
  await keepGoing();
  const timer = setInterval(() => {
    freeJobsOfDeadWorkers(pool).catch((error: unknown) =>
      log.warn({ error }, "Couldn't look for dead workers"),
    );
  }, FREE_JOBS_INTERVAL_MS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(runners.map((runner) => runner.stop()));
      await presence.end();
    },
  };
}

function workerLogger(): WorkerLogger {
  return new Logger((scope) => (level, message) => {
    const fields = { task: scope.taskIdentifier, job: scope.jobId };
    const severity: string = level;
    if (severity === "error") log.error(fields, message);
    else if (severity === "warning") log.warn(fields, message);
    else log.debug(fields, message);
  });
}
