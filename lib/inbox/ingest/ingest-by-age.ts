import { readSyncPosition } from "@/lib/db/accounts";
import type { ProviderMessage } from "@/lib/providers/provider";
import { ingestMessages } from "./ingest-messages";

/**
 * Takes in listed messages that may be news and may be the past. What is older than the account's first day here is
 * history: nobody here has left it unread, and it brings nothing back from the archive.
 */
export async function ingestByAge(accountId: string, rows: ProviderMessage[]): Promise<void> {
  const startedAt = (await readSyncPosition(accountId))?.startedAt;
  const isNews = (row: ProviderMessage) =>
    startedAt !== null && startedAt !== undefined && row.at > startedAt;
  await ingestMessages(accountId, rows.filter(isNews), "live");
  await ingestMessages(
    accountId,
    rows.filter((row) => !isNews(row)),
    "history",
  );
}
