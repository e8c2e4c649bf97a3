import { readMarksPace, saveMarksPace } from "@/lib/db/account-sync";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { beginPushes, finishPush, listPendingReadPushes, postponePush, type Push } from "@/lib/db/pushes";
import {
  listAwaitingUnread,
  listReadMarks,
  type ReadMark,
  setMessagesUnreadUpstream,
} from "@/lib/db/read-marks";
import { afterHappening, mayHappenAt, type Rhythm } from "@/lib/domain/pace";
import { ProviderError } from "@/lib/providers/provider-error";
import { withProvider } from "./open-provider";
import { explainPushProblem } from "./provider-trouble";
import { nextPushAttempt } from "./push-schedule";

/** A text that a webhook announced gets the id a mark needs with the next look at the list, which starts this job again. */
const WAIT_FOR_IDS_MS = 60_000;
/** A text whose id never came is no reason to keep the marks of others waiting. */
const GIVE_UP_ON_IDS_MS = 10 * 60_000;

/** So many refusals in a row, one by one, are about something else than a mark. */
const TRIED_ALONE = 3;

type Marked = { push: Push; marks: ReadMark[] };

/** Soon after a quiet while, and in the long run one push for everything that was read in a minute. */
const RHYTHM: Rhythm = { everyMs: 60_000, burst: 6 };

/** Tells the provider what was read and what was marked unread: one call for many ids, none for what cancelled out. */
export async function pushReadMarks(accountId: string): Promise<void> {
  const pushes = await listPendingReadPushes(accountId, new Date());
  if (pushes.length === 0) return;
  const pace = await readMarksPace(accountId);
  const allowedAt = mayHappenAt(pace, RHYTHM);
  if (allowedAt > new Date()) return comeBack(accountId, allowedAt);
  const marked: Marked[] = [];
  for (const push of pushes)
    marked.push({ push, marks: await listReadMarks(push.conversationId, push.desired, push.attempts === 0) });
  const awaiting = await listAwaitingUnread(pushes.map((push) => push.conversationId));
  const ready = marked.filter((one) => isReady(one) && !awaiting.includes(one.push.conversationId));
  if (ready.some(({ marks }) => marks.length > 0)) {
    await saveMarksPace(accountId, afterHappening(pace, RHYTHM, new Date()));
  }
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

/** @returns whether the provider took them */
async function pushAll(accountId: string, read: boolean, group: Marked[]): Promise<boolean> {
  if (group.length === 0) return true;
  const ids = group.flatMap(({ marks }) => marks.flatMap((mark) => mark.providerMessageId ?? []));
  try {
    if (ids.length > 0) {
      await beginPushes(group.map(({ push }) => push));
      await withProvider(accountId, (provider) => provider.setRead(ids, read));
    }
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.kind === "refused";
    if (isRefused && group.length > 1) await pushEach(accountId, read, group, error.message);
    else await postponeAll(accountId, group, explainPushProblem(error));
    return false;
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
  return true;
}

/**
 * One mark that the provider refuses is no reason to keep the others from it. When it refuses the first few one by one
 * as well, it isn't about a mark, and the rest isn't tried.
 */
async function pushEach(accountId: string, read: boolean, group: Marked[], problem: string): Promise<void> {
  let taken = 0;
  for (const [index, one] of group.entries()) {
    if (taken === 0 && index === TRIED_ALONE) return postponeAll(accountId, group.slice(index), problem);
    if (await pushAll(accountId, read, [one])) taken += 1;
  }
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
