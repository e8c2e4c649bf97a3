import { findAccount } from "@/lib/db/accounts";
import { inTransaction, type Transaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { findWebhookEvent, finishWebhookEvent, quarantineWebhookEvent } from "@/lib/db/webhook-events";
import { ingestAnnouncedText } from "./ingest/ingest-announced-text";
import { adapterFor } from "./open-provider";

/** Announced texts are completed by a look at the provider's list; whether soon or with the next one, polling decides. */
const LOOK_AFTER_MS = 3_000;

/**
 * Reads a stored webhook: its text is shown at once, and completed from the provider a little later. What was taken in or
 * discarded before stays as it is.
 * @param alsoInside runs in the transaction that takes it in
 */
export async function processWebhookEvent(
  eventId: string,
  alsoInside: (tx: Transaction) => Promise<void> = async () => {},
): Promise<void> {
  const event = await findWebhookEvent(eventId);
  if (!event || event.status === "processed" || event.status === "discarded") return;
  const account = await findAccount(event.accountId);
  if (!account) return quarantineWebhookEvent(eventId, "Its account was disconnected.");
  const reading = adapterFor(account).webhooks?.read(event.body) ?? {
    kind: "unreadable" as const,
    reason: "This provider doesn't announce anything.",
  };
  switch (reading.kind) {
    case "unreadable":
      return quarantineWebhookEvent(eventId, reading.reason);
    case "ignored":
      return inTransaction(async (tx) => {
        if (await finishWebhookEvent(tx, eventId)) await alsoInside(tx);
      });
    case "text":
      return inTransaction(async (tx, changes) => {
        if (!(await finishWebhookEvent(tx, eventId))) return;
        await alsoInside(tx);
        const isNew = await ingestAnnouncedText(tx, changes, account.id, reading.text);
        if (!isNew) return;
        await addJob(
          tx,
          "poll-account",
          { accountId: account.id },
          { ifWaiting: "sooner", runAt: new Date(Date.now() + LOOK_AFTER_MS) },
        );
      });
  }
}
