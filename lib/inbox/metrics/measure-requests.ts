import { listBudgets } from "@/lib/db/request-budget";
import { totalUsage } from "@/lib/db/request-usage";
import type { Metrics } from "./metrics";

/** What was asked of the provider, and what may be asked now, an account. */
export async function measureRequests(metrics: Metrics): Promise<void> {
  await Promise.all([measureUsage(metrics), measureBudgets(metrics)]);
}

/** Sums since the account was connected: old minutes are folded together, never forgotten. */
async function measureUsage(metrics: Metrics): Promise<void> {
  const labels = ["account", "priority"];
  const calls = metrics.counter("requests_total", "Requests to the provider", labels);
  const throttled = metrics.counter("requests_throttled_total", "Requests answered 429", labels);
  const failed = metrics.counter("requests_failed_total", "Requests not answered, or answered 5xx", labels);
  const waited = metrics.counter(
    "requests_waited_seconds_total",
    "Time requests waited for their turn",
    labels,
  );
  for (const { accountId: account, priority, ...usage } of await totalUsage()) {
    calls.inc({ account, priority }, usage.calls);
    throttled.inc({ account, priority }, usage.throttled);
    failed.inc({ account, priority }, usage.failed);
    waited.inc({ account, priority }, usage.waitedMs / 1000);
  }
}

async function measureBudgets(metrics: Metrics): Promise<void> {
  const labels = ["account"];
  const limit = metrics.gauge(
    "account_requests_limit",
    "Requests a minute that the account may make",
    labels,
  );
  const ready = metrics.gauge("account_requests_ready", "Requests that could go out at once", labels);
  const paused = metrics.gauge("account_requests_paused", "1 while the provider's limit pauses it", labels);
  for (const { accountId: account, ...budget } of await listBudgets()) {
    limit.set({ account }, budget.limitPerMinute);
    ready.set({ account }, budget.ready);
    paused.set({ account }, budget.isPaused ? 1 : 0);
  }
}
