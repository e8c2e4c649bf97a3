import { findConversation } from "@/lib/db/conversations";
import type { Conversation } from "@/lib/domain/conversation";
import { notFound } from "@/lib/domain/errors";

/** @throws DomainError `not_found` */
export async function getConversation(id: string): Promise<Conversation> {
  const conversation = await findConversation(id);
  if (!conversation) throw notFound("conversation");
  return conversation;
}
