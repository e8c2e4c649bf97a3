import { readSyncPosition } from "@/lib/db/account-sync";
import type { ProviderMessage } from "@/lib/providers/provider";
import { ingestMessages } from "./ingest-messages";

/**
 * Takes in listed messages that may be news and may be the past. What is older than the account's first day here is
 * history: nobody here has left it unread, and it brings nothing back from the archive.
 * @param newsSince from here on everything that isn't known is news even so; by the provider's clock
 * @returns how many conversations changed
 */
export async function ingestByAge(
  accountId: string,
  rows: ProviderMessage[],
  newsSince: Date | null = null,
): Promise<{ changed: number }> {
  const startedAt = (await readSyncPosition(accountId))?.startedAt;
  const isNews = ({ at }: ProviderMessage) =>
    (startedAt && at > startedAt) || (newsSince !== null && at >= newsSince);
  const news = await ingestMessages(accountId, rows.filter(isNews), "live");
  const past = await ingestMessages(
    accountId,
    rows.filter((row) => !isNews(row)),
    "history",
  );
  return { changed: news.changed + past.changed };
}
