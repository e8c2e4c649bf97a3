import { findAccount } from "@/lib/db/accounts";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { findWebhookEvent, finishWebhookEvent, quarantineWebhookEvent } from "@/lib/db/webhook-events";
import { ingestAnnouncedText } from "./ingest/ingest-announced-text";
import { adapterFor } from "./open-provider";

/** How long announced texts wait for company, so that one list call completes many. */
const COMPLETE_AFTER_MS = 3_000;

/** Reads a stored webhook: its text is shown at once, and completed from the provider a little later. */
export async function processWebhookEvent(eventId: string): Promise<void> {
  const event = await findWebhookEvent(eventId);
  if (!event || event.status === "processed" || event.status === "discarded") return;
  const account = await findAccount(event.accountId);
  if (!account) return;
  const reading = adapterFor(account).webhooks?.read(event.body) ?? {
    kind: "unreadable" as const,
    reason: "This provider doesn't announce anything.",
  };
  switch (reading.kind) {
    case "unreadable":
      return quarantineWebhookEvent(eventId, reading.reason);
    case "ignored":
      return inTransaction((tx) => finishWebhookEvent(tx, eventId));
    case "text":
      return inTransaction(async (tx, changes) => {
        const isNew = await ingestAnnouncedText(tx, changes, account.id, reading.text);
        await finishWebhookEvent(tx, eventId);
        if (!isNew) return;
        await addJob(
          tx,
          "complete-inbound",
          { accountId: account.id },
          {
            ifWaiting: "sooner",
            runAt: new Date(Date.now() + COMPLETE_AFTER_MS),
          },
        );
      });
  }
}
