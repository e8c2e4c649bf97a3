import { findUpstreamConversation, setArchivedUpstream } from "@/lib/db/conversations";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { beginPushes, findPendingPush, finishPush, postponePush, type Push } from "@/lib/db/pushes";
import { withProvider } from "./open-provider";
import { explainPushProblem } from "./provider-trouble";
import { nextPushAttempt } from "./push-schedule";

/** Tells the provider that a conversation was archived or restored here, until it has it. */
export async function pushArchived(conversationId: string): Promise<void> {
  const push = await findPendingPush(conversationId, "archived");
  if (!push) return;
  const conversation = await findUpstreamConversation(conversationId);
  if (!conversation) return;
  // Archived and restored again before anything was pushed: nothing to tell.
  if (conversation.archivedUpstream === push.desired && push.attempts === 0) return succeed(push);
  await beginPushes([push]);
  try {
    await withProvider(conversation.accountId, (provider) =>
      provider.setArchived(conversation, push.desired),
    );
  } catch (error) {
    return postpone(push, explainPushProblem(error));
  }
  await succeed(push);
}

async function succeed(push: Push): Promise<void> {
  await inTransaction(async (tx, changes) => {
    await setArchivedUpstream(tx, push.conversationId, push.desired);
    if (await finishPush(tx, push, new Date())) return;
    // Overtaken while it was under way: the later wish is pushed by the job that came with it.
    changes.conversation(push.conversationId);
  });
}

async function postpone(push: Push, problem: string): Promise<void> {
  const nextAttemptAt = nextPushAttempt(push.createdAt, push.attempts + 1, new Date());
  await inTransaction(async (tx, changes) => {
    await postponePush(tx, push, { problem, nextAttemptAt });
    if (nextAttemptAt === null) return changes.conversation(push.conversationId);
    await addJob(tx, "push-archived", { conversationId: push.conversationId }, { runAt: nextAttemptAt });
  });
}
