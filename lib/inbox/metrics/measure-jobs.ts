import { jobNames } from "@/lib/db/jobs";
import { countJobs, listOldestDueJobs } from "@/lib/db/workers";
import type { Metrics } from "./metrics";

/** The queue: what waits, what fails, and how long what is due has been kept waiting. */
export async function measureJobs(metrics: Metrics): Promise<void> {
  const labels = ["job"];
  const waiting = metrics.gauge("jobs_waiting", "Jobs that wait or run", labels);
  const failing = metrics.gauge("jobs_failing", "Jobs that failed at least once and are tried again", labels);
  const due = metrics.gauge(
    "jobs_oldest_due_seconds",
    "How long the oldest job that is due has waited for a worker",
    labels,
  );
  // None is told as well: what has just vanished can't be told from what was never there.
  for (const job of jobNames) for (const gauge of [waiting, failing, due]) gauge.set({ job }, 0);
  for (const job of await countJobs()) {
    waiting.set({ job: job.name }, job.waiting);
    failing.set({ job: job.name }, job.failing);
  }
  for (const { name, seconds } of await listOldestDueJobs()) due.set({ job: name }, seconds);
}
