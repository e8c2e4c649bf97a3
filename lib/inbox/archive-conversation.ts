import { audit } from "@/lib/db/audit";
import {
  findConversation,
  lockConversation,
  refreshConversations,
  setArchived,
} from "@/lib/db/conversations";
import { inTransaction, type Transaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { requestPush } from "@/lib/db/pushes";
import type { Conversation } from "@/lib/domain/conversation";
import { notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";

/** A moment in which undoing costs the provider no call. */
const PUSH_AFTER_MS = 1_000;

/** Moves a conversation out of the inbox, here at once, at the provider as soon as it can be told. */
export async function archiveConversation(actor: Actor, id: string): Promise<Conversation> {
  return place(actor, id, true);
}

/** Moves a conversation back into the inbox. */
export async function restoreConversation(actor: Actor, id: string): Promise<Conversation> {
  return place(actor, id, false);
}

async function place(actor: Actor, id: string, archived: boolean): Promise<Conversation> {
  await inTransaction(async (tx, changes) => {
    const conversation = await lockConversation(tx, id);
    if (conversation.archived === archived) return;
    await placeInside(tx, actor, id, archived);
    changes.conversation(id);
  });
  const conversation = await findConversation(id);
  if (!conversation) throw notFound("conversation");
  return conversation;
}

/** Archives as a part of something bigger (send and archive). */
export async function archiveInside(tx: Transaction, actor: Actor, id: string): Promise<void> {
  await placeInside(tx, actor, id, true);
}

async function placeInside(tx: Transaction, actor: Actor, id: string, archived: boolean): Promise<void> {
  await setArchived(tx, id, archived);
  await refreshConversations(tx, [id]);
  await requestPush(tx, { conversationId: id, field: "archived", desired: archived, userId: actor.id });
  await addJob(tx, "push-archived", { conversationId: id }, { runAt: new Date(Date.now() + PUSH_AFTER_MS) });
  await audit(tx, {
    action: archived ? "conversation.archived" : "conversation.restored",
    userId: actor.id,
    conversationId: id,
  });
}
