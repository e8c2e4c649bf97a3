import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { listDueStatusChecks, nextStatusCheck, scheduleStatusChecks } from "@/lib/db/sends";
import { ingestByAge } from "./ingest/ingest-by-age";
import { SAME_MESSAGE_WINDOW_MS } from "./ingest/match-messages";
import { withProvider } from "./open-provider";
import { nextStatusLook } from "./status-schedule";

/** Asks, for all sends that are due, how their delivery stands: list calls over their time, not a call each. */
export async function refreshStatuses(accountId: string): Promise<void> {
  const due = await listDueStatusChecks(accountId, new Date());
  const oldest = due[0];
  const newest = due.at(-1);
  if (oldest && newest) {
    await withProvider(accountId, async (provider) => {
      for (let page: number | null = 0; page !== null;) {
        const listed = await provider.listMessages({
          since: new Date(oldest.at.getTime() - SAME_MESSAGE_WINDOW_MS),
          until: new Date(newest.at.getTime() + SAME_MESSAGE_WINDOW_MS),
          page,
          priority: "status",
        });
        await ingestByAge(accountId, listed.rows);
        page = listed.next;
      }
    });
    await scheduleStatusChecks(
      due.map((message) => message.id),
      (at) => nextStatusLook(at, new Date()),
    );
  }
  const next = await nextStatusCheck(accountId);
  if (!next) return;
  await inTransaction((tx) =>
    addJob(tx, "refresh-statuses", { accountId }, { ifWaiting: "sooner", runAt: next }),
  );
}
