import type { Task, TaskList } from "graphile-worker";
import { addJobNow, type JobName, jobNames, jobPayloads, type Jobs } from "@/lib/db/jobs";
import { env } from "@/lib/env";
import { foldRequestUsage } from "@/lib/inbox/account-usage";
import { foldCounts } from "@/lib/inbox/count-conversations";
import { deliverMessage } from "@/lib/inbox/deliver-message";
import { ensureWebhook } from "@/lib/inbox/ensure-webhook";
import { forgetOld, keepGoing } from "@/lib/inbox/keep-going";
import { loadThread } from "@/lib/inbox/load-thread";
import { pollAccount } from "@/lib/inbox/poll-account";
import { processWebhookEvent } from "@/lib/inbox/process-webhook-event";
import { isOver, waitAfter } from "@/lib/inbox/provider-trouble";
import { pushArchived } from "@/lib/inbox/push-archived";
import { pushReadMarks } from "@/lib/inbox/push-read-marks";
import { settleMessage } from "@/lib/inbox/settle-message";
import { syncAccount } from "@/lib/inbox/sync-account";

const CHECK_WEBHOOK_EVERY_MS = 60 * 60_000;

type Handlers = { [Name in JobName]: (payload: Jobs[Name]) => Promise<void> };

/** When, never what: each task is one use-case. */
const handlers: Handlers = {
  "process-webhook-event": ({ eventId }) => processWebhookEvent(eventId),
  "deliver-message": ({ messageId }) => deliverMessage(messageId),
  "settle-message": ({ messageId }) => settleMessage(messageId),
  "push-archived": ({ conversationId }) => pushArchived(conversationId),
  "push-read-marks": ({ accountId }) => pushReadMarks(accountId),
  "sync-account": ({ accountId }) => syncAccount(accountId),
  "poll-account": async ({ accountId }) => {
    const runAt = await pollAccount(accountId);
    if (runAt) await addJobNow("poll-account", { accountId }, { runAt, ifWaiting: "sooner" });
  },
  "load-thread": ({ conversationId }) => loadThread(conversationId),
  "ensure-webhook": async ({ accountId }) => {
    const { PUBLIC_URL } = env();
    if (!PUBLIC_URL) return;
    await ensureWebhook(accountId, PUBLIC_URL);
    // Somebody may end it in the provider's own settings.
    const runAt = new Date(Date.now() + CHECK_WEBHOOK_EVERY_MS);
    await addJobNow("ensure-webhook", { accountId }, { runAt, ifWaiting: "keep" });
  },
};

/** Without a request left, a job isn't failing: it comes back when there is one. */
async function perform<Name extends JobName>(name: Name, payload: Jobs[Name]): Promise<void> {
  try {
    await handlers[name](payload);
  } catch (error) {
    if (isOver(error)) return;
    const retryAfterMs = waitAfter(error);
    if (retryAfterMs === null) throw error;
    await addJobNow(name, payload, { runAt: new Date(Date.now() + retryAfterMs), ifWaiting: "keep" });
  }
}

export const taskList: TaskList = {
  ...Object.fromEntries(jobNames.map((name) => [name, toTask(name)])),
  "keep-going": () => keepGoing(),
  "fold-counts": () => foldCounts(),
  "fold-request-usage": () => foldRequestUsage(),
  "forget-old": () => forgetOld(),
};

export const crontab = `
* * * * * keep-going
* * * * * fold-counts
23 * * * * fold-request-usage
17 3 * * * forget-old
`;

function toTask(name: JobName): Task {
  return (payload) => perform(name, jobPayloads[name].parse(payload));
}
