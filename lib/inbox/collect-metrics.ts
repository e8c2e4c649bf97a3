import { Gauge, Registry } from "prom-client";
import { listAccounts } from "@/lib/db/accounts";
import { countUnknownSends } from "@/lib/db/sends";
import { countQuarantined } from "@/lib/db/webhook-events";
import { countJobs } from "@/lib/db/workers";
import { accountStateSchema } from "@/lib/domain/account";

/** The state of the whole system (not of this process), read from the database, in Prometheus' text format. */
export async function collectMetrics(): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `replydesk_${name}`, help, labelNames, registers: [registry] });

  const jobs = gauge("jobs_waiting", "Jobs that wait or run", ["job"]);
  const failing = gauge("jobs_failing", "Jobs that failed at least once and are tried again", ["job"]);
  for (const { name, waiting, failing: failed } of await countJobs()) {
    jobs.set({ job: name }, waiting);
    failing.set({ job: name }, failed);
  }
  gauge("sends_unknown", "Sends whose answer was lost and whose fate isn't known").set(
    await countUnknownSends(),
  );
  gauge("webhooks_quarantined", "Webhooks an admin has to look at").set(await countQuarantined());

  const lag = gauge("account_sync_age_seconds", "Time since the provider was last read with success", [
    "account",
  ]);
  const state = gauge("account_state", "1 for the state an account is in", ["account", "state"]);
  for (const account of await listAccounts()) {
    if (account.lastSyncAt)
      lag.set({ account: account.id }, (Date.now() - Date.parse(account.lastSyncAt)) / 1000);
    for (const one of accountStateSchema.options) {
      state.set({ account: account.id, state: one }, account.state === one ? 1 : 0);
    }
  }
  return registry.metrics();
}
