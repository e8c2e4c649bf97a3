import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { beginPushes, finishPush, listPendingReadPushes, postponePush, type Push } from "@/lib/db/pushes";
import {
  listAwaitingUnread,
  listReadMarks,
  type ReadMark,
  setMessagesUnreadUpstream,
} from "@/lib/db/read-marks";
import { ProviderError } from "@/lib/providers/provider-error";
import { withProvider } from "./open-provider";
import { explainPushProblem } from "./provider-trouble";
import { nextPushAttempt } from "./push-schedule";

/** A text that a webhook announced gets the id a mark needs when its list call is through. */
const WAIT_FOR_IDS_MS = 5_000;
/** A text whose id never came is no reason to keep the marks of others waiting. */
const GIVE_UP_ON_IDS_MS = 10 * 60_000;

type Marked = { push: Push; marks: ReadMark[] };

/** Tells the provider what was read and what was marked unread: one call for many ids, none for what cancelled out. */
export async function pushReadMarks(accountId: string): Promise<void> {
  const pushes = await listPendingReadPushes(accountId, new Date());
  const marked: Marked[] = [];
  for (const push of pushes)
    marked.push({ push, marks: await listReadMarks(push.conversationId, push.desired, push.attempts === 0) });
  const awaiting = await listAwaitingUnread(pushes.map((push) => push.conversationId));
  const ready = marked.filter((one) => isReady(one) && !awaiting.includes(one.push.conversationId));
  await pushAll(
    accountId,
    true,
    ready.filter(({ push }) => push.desired),
  );
  await pushAll(
    accountId,
    false,
    ready.filter(({ push }) => !push.desired),
  );
  if (ready.length < marked.length) await comeBack(accountId, new Date(Date.now() + WAIT_FOR_IDS_MS));
}

function isReady({ push, marks }: Marked): boolean {
  const isOld = Date.now() - push.createdAt.getTime() > GIVE_UP_ON_IDS_MS;
  return isOld || marks.every((mark) => mark.providerMessageId !== null);
}

async function pushAll(accountId: string, read: boolean, group: Marked[]): Promise<void> {
  if (group.length === 0) return;
  const ids = group.flatMap(({ marks }) => marks.flatMap((mark) => mark.providerMessageId ?? []));
  try {
    if (ids.length > 0) {
      await beginPushes(group.map(({ push }) => push));
      await withProvider(accountId, (provider) => provider.setRead(ids, read));
    }
  } catch (error) {
    // One mark the provider refuses is no reason to keep the others from it.
    if (group.length > 1 && error instanceof ProviderError && error.kind === "refused") {
      for (const one of group) await pushAll(accountId, read, [one]);
      return;
    }
    return postponeAll(accountId, group, explainPushProblem(error));
  }
  await inTransaction(async (tx) => {
    for (const { push, marks } of group) {
      await setMessagesUnreadUpstream(
        tx,
        marks.map((mark) => mark.messageId),
        !read,
      );
      await finishPush(tx, push, new Date());
    }
  });
}

async function postponeAll(accountId: string, group: Marked[], problem: string): Promise<void> {
  const now = new Date();
  const attempts = group.map(({ push }) => ({
    push,
    nextAttemptAt: nextPushAttempt(push.createdAt, push.attempts + 1, now),
  }));
  await inTransaction(async (tx, changes) => {
    for (const { push, nextAttemptAt } of attempts) {
      await postponePush(tx, push, { problem, nextAttemptAt });
      if (nextAttemptAt === null) changes.conversation(push.conversationId);
    }
  });
  const times = attempts.flatMap(({ nextAttemptAt }) => nextAttemptAt?.getTime() ?? []);
  if (times.length > 0) await comeBack(accountId, new Date(Math.min(...times)));
}

async function comeBack(accountId: string, runAt: Date): Promise<void> {
  await inTransaction((tx) => addJob(tx, "push-read-marks", { accountId }, { ifWaiting: "sooner", runAt }));
}
