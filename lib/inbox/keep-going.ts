import { readSyncPosition } from "@/lib/db/account-sync";
import { listAccounts } from "@/lib/db/accounts";
import { database } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { forgetOldPresences } from "@/lib/db/presences";
import { listDuePushes } from "@/lib/db/pushes";
import { listStrandedSends } from "@/lib/db/sends";
import { deleteOldWebhookEvents, listStrandedWebhookEvents } from "@/lib/db/webhook-events";

/** What was taken in is kept for a while, for looking into; quarantine is kept until somebody decides. */
const KEEP_WEBHOOKS_MS = 30 * 24 * 60 * 60_000;
const KEEP_PRESENCES_MS = 24 * 60 * 60_000;

/** Whatever waits already keeps its time. */
const KEEP = { ifWaiting: "keep" } as const;

/**
 * Makes sure that everything which should be going on is: each account's first synchronisation and polling, pushes,
 * sends and webhooks that are due. Each normally starts its own next step in the transaction of the one before;
 * this finds what a failed job has left. Harmless at any time: jobs are keyed, and every step checks its row first.
 */
export async function keepGoing(): Promise<void> {
  const tx = database();
  const now = new Date();
  for (const account of await listAccounts()) {
    const accountId = account.id;
    const position = await readSyncPosition(accountId);
    if (position?.phase !== "done") await addJob(tx, "sync-account", { accountId }, KEEP);
    await addJob(tx, "poll-account", { accountId }, KEEP);
    if (account.webhook !== "subscribed") {
      await addJob(tx, "ensure-webhook", { accountId }, KEEP);
    }
  }
  for (const push of await listDuePushes(now)) {
    if (push.field === "read") {
      await addJob(tx, "push-read-marks", { accountId: push.accountId }, KEEP);
    } else {
      const { conversationId } = push;
      await addJob(tx, "push-archived", { conversationId }, KEEP);
    }
  }
  for (const { id: messageId, status } of await listStrandedSends(now)) {
    if (status === "unknown") await addJob(tx, "settle-message", { messageId }, KEEP);
    else await addJob(tx, "deliver-message", { messageId }, KEEP);
  }
  for (const eventId of await listStrandedWebhookEvents(now)) {
    await addJob(tx, "process-webhook-event", { eventId }, KEEP);
  }
}

/** Once a day: forgets webhooks that were taken in long ago, and windows that nobody has closed. */
export async function forgetOld(): Promise<void> {
  await deleteOldWebhookEvents(new Date(Date.now() - KEEP_WEBHOOKS_MS));
  await forgetOldPresences(new Date(Date.now() - KEEP_PRESENCES_MS));
}
