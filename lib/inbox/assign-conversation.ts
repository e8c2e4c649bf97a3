import { audit } from "@/lib/db/audit";
import { findConversation, lockConversation, setAssignee } from "@/lib/db/conversations";
import { inTransaction } from "@/lib/db/database";
import { findUser } from "@/lib/db/users";
import type { Conversation } from "@/lib/domain/conversation";
import { notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";

/** Gives a conversation an owner, or (`null`) none. */
export async function assignConversation(
  actor: Actor,
  id: string,
  userId: string | null,
): Promise<Conversation> {
  const user = userId === null ? null : await findUser(userId);
  if (userId !== null && (!user || user.disabled)) throw notFound("user");
  await inTransaction(async (tx, changes) => {
    const conversation = await lockConversation(tx, id);
    if (conversation.assigneeId === userId) return;
    await setAssignee(tx, id, userId);
    await audit(tx, {
      action: userId === null ? "conversation.unassigned" : "conversation.assigned",
      userId: actor.id,
      conversationId: id,
      details: { to: user?.name ?? null },
    });
    changes.conversation(id);
  });
  const conversation = await findConversation(id);
  if (!conversation) throw notFound("conversation");
  return conversation;
}
