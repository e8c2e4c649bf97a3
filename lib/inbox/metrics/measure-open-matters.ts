import { listOpenPushes, listStandings } from "@/lib/db/account-overview";
import type { Metrics } from "./metrics";

/** What isn't settled with the provider yet, an account. */
export async function measureOpenMatters(metrics: Metrics): Promise<void> {
  const labels = ["account"];
  const unknown = metrics.gauge(
    "sends_unknown",
    "Sends whose answer was lost and whose fate isn't known",
    labels,
  );
  const waiting = metrics.gauge("sends_waiting", "Texts that wait to be sent", labels);
  const quarantined = metrics.gauge("webhooks_quarantined", "Webhooks an admin has to look at", labels);
  for (const { accountId: account, ...standing } of await listStandings()) {
    unknown.set({ account }, standing.unknownSends);
    waiting.set({ account }, standing.waitingSends);
    quarantined.set({ account }, standing.quarantinedWebhooks);
  }
  await measurePushes(metrics);
}

async function measurePushes(metrics: Metrics): Promise<void> {
  const labels = ["account", "field"];
  const pending = metrics.gauge("pushes_pending", "Changes the provider doesn't have yet", labels);
  const givenUp = metrics.gauge("pushes_given_up", "Changes the provider didn't take for a day", labels);
  for (const { accountId: account, field, ...pushes } of await listOpenPushes()) {
    pending.set({ account, field }, pushes.pending);
    givenUp.set({ account, field }, pushes.givenUp);
  }
}
