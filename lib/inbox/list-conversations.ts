import { listConversationRows } from "@/lib/db/conversation-list";
import type { ConversationFilter, ConversationPage } from "@/lib/domain/conversation";
import type { Actor } from "@/lib/domain/user";

/** A page of the list as this person sees it ("mine" is theirs). */
export async function listConversations(
  actor: Actor,
  filter: ConversationFilter,
  page: { limit: number; cursor: string | null },
): Promise<ConversationPage> {
  return listConversationRows(actor.id, filter, page);
}
