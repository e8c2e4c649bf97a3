import { accountStateSchema } from "@/lib/domain/account";
import { listFreshAccounts } from "../list-fresh-accounts";
import type { Metrics } from "./metrics";

/** How fresh each account is. */
export async function measureAccounts(metrics: Metrics): Promise<void> {
  const labels = ["account"];
  const state = metrics.gauge("account_state", "1 for the state an account is in", ["account", "state"]);
  const sync = metrics.gauge(
    "account_sync_age_seconds",
    "Time since the provider was last read with success",
    labels,
  );
  const webhook = metrics.gauge("account_webhook_age_seconds", "Time since the last webhook came", labels);
  for (const { id: account, ...now } of await listFreshAccounts()) {
    for (const one of accountStateSchema.options) {
      state.set({ account, state: one }, now.state === one ? 1 : 0);
    }
    if (now.lastSyncAt) sync.set({ account }, ageInSeconds(now.lastSyncAt));
    if (now.lastWebhookAt) webhook.set({ account }, ageInSeconds(now.lastWebhookAt));
  }
}

function ageInSeconds(time: string): number {
  return Math.max(0, (Date.now() - Date.parse(time)) / 1000);
}
