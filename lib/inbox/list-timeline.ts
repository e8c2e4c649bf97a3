import { readSyncPosition } from "@/lib/db/account-sync";
import { findUpstreamConversation } from "@/lib/db/conversations";
import { addJobNow } from "@/lib/db/jobs";
import { readTimeline } from "@/lib/db/timeline";
import { notFound } from "@/lib/domain/errors";
import type { TimelinePage } from "@/lib/domain/message";

/**
 * A page of a conversation's timeline, from our own copy. The only reading that can cause a call upstream is the first
 * opening of a thread the first synchronisation hasn't reached: once, for everybody, in the background.
 * @param options.isOpening false when it's fetched ahead and nobody has asked for it
 */
export async function listTimeline(
  conversationId: string,
  page: { limit: number; before: string | null; after: string | null },
  { isOpening = true }: { isOpening?: boolean } = {},
): Promise<TimelinePage> {
  const conversation = await findUpstreamConversation(conversationId);
  if (!conversation) throw notFound("conversation");
  if (isOpening && !conversation.threadLoadedAt && !page.before && !page.after) {
    const position = await readSyncPosition(conversation.accountId);
    if (position && position.phase !== "done") {
      await addJobNow("load-thread", { conversationId }, { ifWaiting: "keep" });
    }
  }
  return readTimeline(conversationId, page);
}
