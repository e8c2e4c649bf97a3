import { audit } from "@/lib/db/audit";
import { findConversation, lockConversation, refreshConversations } from "@/lib/db/conversations";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { requestPush } from "@/lib/db/pushes";
import { setAllRead, setNewestUnread } from "@/lib/db/read-marks";
import type { Conversation } from "@/lib/domain/conversation";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";

/** Read marks wait this long for company: one call carries many, and a mark taken back meanwhile costs none. */
const PUSH_AFTER_MS = 3_000;

/** Nothing of this conversation is unread any more. */
export async function markRead(actor: Actor, id: string): Promise<Conversation> {
  return mark(actor, id, true);
}

/** Flags a conversation for later: its newest text from the customer is unread again. */
export async function markUnread(actor: Actor, id: string): Promise<Conversation> {
  return mark(actor, id, false);
}

async function mark(actor: Actor, id: string, read: boolean): Promise<Conversation> {
  await inTransaction(async (tx, changes) => {
    const conversation = await lockConversation(tx, id);
    if ((conversation.unreadCount === 0) === read) return;
    if (read) await setAllRead(tx, id);
    else if (!(await setNewestUnread(tx, id, 1))) {
      throw new DomainError("refused", "There is nothing from the customer to mark as unread.");
    }
    await requestPush(tx, { conversationId: id, field: "read", desired: read, userId: actor.id });
    await addJob(
      tx,
      "push-read-marks",
      { accountId: conversation.accountId },
      {
        ifWaiting: "sooner",
        runAt: new Date(Date.now() + PUSH_AFTER_MS),
      },
    );
    await audit(tx, {
      action: read ? "conversation.read" : "conversation.unread",
      userId: actor.id,
      conversationId: id,
    });
    await refreshConversations(tx, [id]);
    changes.conversation(id);
  });
  const conversation = await findConversation(id);
  if (!conversation) throw notFound("conversation");
  return conversation;
}
