import { measureAccounts } from "./metrics/measure-accounts";
import { measureJobs } from "./metrics/measure-jobs";
import { measureOpenMatters } from "./metrics/measure-open-matters";
import { measureRequests } from "./metrics/measure-requests";
import { Metrics } from "./metrics/metrics";

/** The state of the whole system (not of this process), read from the database, in Prometheus' text format. */
export async function collectMetrics(): Promise<string> {
  const metrics = new Metrics();
  await Promise.all([
    measureJobs(metrics),
    measureAccounts(metrics),
    measureOpenMatters(metrics),
    measureRequests(metrics),
  ]);
  return metrics.registry.metrics();
}
