import { readSyncPosition, recordSync, saveLook } from "@/lib/db/account-sync";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { hasPendingReadPushes } from "@/lib/db/pushes";
import { listDueStatusChecks, scheduleStatusChecks } from "@/lib/db/sends";
import { spanOfProvisional } from "@/lib/db/messages";
import type { Priority, Provider, ProviderMessage } from "@/lib/providers/provider";
import { ingestByAge } from "./ingest/ingest-by-age";
import { SAME_MESSAGE_WINDOW_MS } from "./ingest/match-messages";
import { EAGER } from "./look-schedule";
import { withProvider } from "./open-provider";
import { nextStatusLook } from "./status-schedule";
import { isSweepDue, sweepConversations } from "./sweep-conversations";

/** Rows appear in lists seconds after they are sent or received (vendor notes 5.2), so each look reads a little twice. */
const OVERLAP_MS = 5 * 60_000;
/** Pages of 200 that are read of a stretch further back; what doesn't fit waits for the next time. */
const SPAN_PAGES = 3;
/** How long a text of long ago is looked for after its webhook came. */
const COMPLETE_OLDER_FOR_MS = 3 * 60_000;

/**
 * Asks the provider once for everything that is new: texts that no webhook announced, ids and photos of those that were,
 * delivery states, what was sent from its own screens. One call in the usual case, whatever the number of messages.
 *
 * What has been read is remembered by the provider's own clock, which may be minutes away from ours.
 */
export async function lookAtAccount(accountId: string): Promise<void> {
  await withProvider(accountId, async (provider) => {
    const position = await readSyncPosition(accountId);
    if (!position?.polledUpTo) return;
    const askedAt = new Date();
    const { polledUpTo } = position;
    const since = new Date(polledUpTo.getTime() - OVERLAP_MS);
    // What lay in this stretch at the last look is here already: whatever is new in it came after, whatever its clock says.
    const newsSince = position.lookedAt === null ? null : since;
    const newest = await readMessagesSince(accountId, provider, since, newsSince);
    await inTransaction((tx) =>
      saveLook(tx, accountId, { at: askedAt, rhythm: EAGER, polledUpTo: newest ?? polledUpTo }),
    );
    await recordSync(accountId, askedAt);
    await completeOlder(accountId, provider, since);
    await refreshStatuses(accountId, provider, since);
    if (position.phase === "done" && isSweepDue(position, askedAt)) {
      await sweepConversations(accountId, provider, position.page);
    }
    await pushWaitingMarks(accountId);
  });
}

/** @returns the newest time that was seen, unless it is in our future: then nothing is skipped on its account. */
async function readMessagesSince(
  accountId: string,
  provider: Provider,
  since: Date,
  newsSince: Date | null,
): Promise<Date | null> {
  let newest = 0;
  for (let page: number | null = 0; page !== null;) {
    const listed = await provider.listMessages({ since, until: null, page, priority: "poll" });
    const { changed } = await ingestByAge(accountId, listed.rows, newsSince);
    newest = Math.max(newest, ...listed.rows.filter(isPast).map((row) => row.at.getTime()));
    // Newest first: below a page in which everything is known, everything is.
    page = changed === 0 ? null : listed.next;
  }
  return newest === 0 ? null : new Date(newest);
}

function isPast(row: ProviderMessage): boolean {
  return row.at.getTime() <= Date.now();
}

/** Texts of long ago that a webhook announced only now: what was just read doesn't reach back to them. */
async function completeOlder(accountId: string, provider: Provider, readSince: Date): Promise<void> {
  const announcedAfter = new Date(Date.now() - COMPLETE_OLDER_FOR_MS);
  const span = await spanOfProvisional(accountId, { announcedAfter, before: readSince });
  if (span) await readSpan(accountId, provider, span, "follow-up");
}

/** Delivery states of sends that are due: younger ones were among what was just read, the others' time is read again. */
async function refreshStatuses(accountId: string, provider: Provider, readSince: Date): Promise<void> {
  const due = await listDueStatusChecks(accountId, new Date());
  const older = due.filter((message) => message.at < readSince);
  const oldest = older[0];
  const newest = older.at(-1);
  if (oldest && newest) await readSpan(accountId, provider, { from: oldest.at, to: newest.at }, "status");
  const now = new Date();
  await scheduleStatusChecks(
    due.map((message) => message.id),
    (at) => nextStatusLook(at, now),
  );
}

/** Reads a stretch of time again, some pages of it. Times are the provider's where it has told them, else ours. */
async function readSpan(
  accountId: string,
  provider: Provider,
  span: { from: Date; to: Date },
  priority: Priority,
): Promise<void> {
  let page: number | null = 0;
  for (let read = 0; page !== null && read < SPAN_PAGES; read += 1) {
    const listed = await provider.listMessages({
      since: new Date(span.from.getTime() - SAME_MESSAGE_WINDOW_MS),
      until: new Date(span.to.getTime() + SAME_MESSAGE_WINDOW_MS),
      page,
      priority,
    });
    await ingestByAge(accountId, listed.rows);
    page = listed.next;
  }
}

/** Read marks may have waited for the ids that have just come. */
async function pushWaitingMarks(accountId: string): Promise<void> {
  if (!(await hasPendingReadPushes(accountId, new Date()))) return;
  await inTransaction((tx) => addJob(tx, "push-read-marks", { accountId }, { ifWaiting: "sooner" }));
}
