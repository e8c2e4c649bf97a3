import { findUpstreamConversation, setThreadLoaded } from "@/lib/db/conversations";
import { inTransaction } from "@/lib/db/database";
import { ingestByAge } from "./ingest/ingest-by-age";
import { withProvider } from "./open-provider";

/** Reads one thread ahead of the first synchronisation, because somebody has opened it: its newest page. */
export async function loadThread(conversationId: string): Promise<void> {
  const conversation = await findUpstreamConversation(conversationId);
  if (!conversation || conversation.threadLoadedAt) return;
  await withProvider(conversation.accountId, async (provider) => {
    const listed = await provider.listThread({ ...conversation, page: 0, priority: "thread" });
    await ingestByAge(conversation.accountId, listed.rows);
  });
  await inTransaction((tx) => setThreadLoaded(tx, conversationId));
}
