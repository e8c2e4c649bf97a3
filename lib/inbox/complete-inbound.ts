import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { oldestProvisional } from "@/lib/db/provisional-messages";
import { ingestByAge } from "./ingest/ingest-by-age";
import { withProvider } from "./open-provider";

/** Rows may appear in the provider's list a while after their webhook (vendor notes 5.2). */
const RETRY_AFTER_MS = 10_000;
/** A text that no list has confirmed by then is left to the regular polls. */
const GIVE_UP_AFTER_MS = 10 * 60_000;
/** The webhook's time and the list's may differ a little. */
const MARGIN_MS = 2 * 60_000;

/** Completes every text that webhooks announced (its id at the provider, its photos) with one list call for all. */
export async function completeInbound(accountId: string): Promise<void> {
  const since = await oldestProvisional(accountId, new Date(Date.now() - GIVE_UP_AFTER_MS));
  if (!since) return;
  await withProvider(accountId, async (provider) => {
    for (let page: number | null = 0; page !== null;) {
      const listed = await provider.listMessages({
        since: new Date(since.getTime() - MARGIN_MS),
        until: null,
        page,
        priority: "follow-up",
      });
      await ingestByAge(accountId, listed.rows);
      page = listed.next;
    }
  });
  if (!(await oldestProvisional(accountId, new Date(Date.now() - GIVE_UP_AFTER_MS)))) return;
  await inTransaction((tx) =>
    addJob(
      tx,
      "complete-inbound",
      { accountId },
      { ifWaiting: "keep", runAt: new Date(Date.now() + RETRY_AFTER_MS) },
    ),
  );
}
