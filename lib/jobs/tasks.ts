import type { Task, TaskList } from "graphile-worker";
import { addJobNow, type JobName, jobNames, jobPayloads, type Jobs } from "@/lib/db/jobs";
import { env } from "@/lib/env";
import { completeInbound } from "@/lib/inbox/complete-inbound";
import { foldCounts } from "@/lib/inbox/count-conversations";
import { deliverMessage } from "@/lib/inbox/deliver-message";
import { ensureWebhook } from "@/lib/inbox/ensure-webhook";
import { forgetOldWebhooks, keepGoing } from "@/lib/inbox/keep-going";
import { loadThread } from "@/lib/inbox/load-thread";
import { pollAccount } from "@/lib/inbox/poll-account";
import { processWebhookEvent } from "@/lib/inbox/process-webhook-event";
import { waitAfter } from "@/lib/inbox/provider-trouble";
import { pushArchived } from "@/lib/inbox/push-archived";
import { pushReadMarks } from "@/lib/inbox/push-read-marks";
import { refreshStatuses } from "@/lib/inbox/refresh-statuses";
import { settleMessage } from "@/lib/inbox/settle-message";
import { syncAccount } from "@/lib/inbox/sync-account";

type Handlers = { [Name in JobName]: (payload: Jobs[Name]) => Promise<void> };

/** When, never what: each task is one use-case. */
const handlers: Handlers = {
  "process-webhook-event": ({ eventId }) => processWebhookEvent(eventId),
  "complete-inbound": ({ accountId }) => completeInbound(accountId),
  "deliver-message": ({ messageId }) => deliverMessage(messageId),
  "settle-message": ({ messageId }) => settleMessage(messageId),
  "refresh-statuses": ({ accountId }) => refreshStatuses(accountId),
  "push-archived": ({ conversationId }) => pushArchived(conversationId),
  "push-read-marks": ({ accountId }) => pushReadMarks(accountId),
  "sync-account": ({ accountId }) => syncAccount(accountId),
  "poll-account": async ({ accountId }) => {
    const nextInMs = await pollAccount(accountId);
    if (nextInMs === null) return;
    await addJobNow("poll-account", { accountId }, { runAt: new Date(Date.now() + nextInMs) });
  },
  "load-thread": ({ conversationId }) => loadThread(conversationId),
  "ensure-webhook": ({ accountId }) => ensureWebhook(accountId, env().PUBLIC_URL),
};

/** Without a request left, a job isn't failing: it comes back when there is one. */
async function perform<Name extends JobName>(name: Name, payload: Jobs[Name]): Promise<void> {
  try {
    await handlers[name](payload);
  } catch (error) {
    const retryAfterMs = waitAfter(error);
    if (retryAfterMs === null) throw error;
    await addJobNow(name, payload, { runAt: new Date(Date.now() + retryAfterMs), ifWaiting: "keep" });
  }
}

export const taskList: TaskList = {
  ...Object.fromEntries(jobNames.map((name) => [name, toTask(name)])),
  "keep-going": () => keepGoing(),
  "fold-counts": () => foldCounts(),
  "forget-old-webhooks": () => forgetOldWebhooks(),
};

export const crontab = `
* * * * * keep-going
* * * * * fold-counts
17 3 * * * forget-old-webhooks
`;

function toTask(name: JobName): Task {
  return (payload) => perform(name, jobPayloads[name].parse(payload));
}
