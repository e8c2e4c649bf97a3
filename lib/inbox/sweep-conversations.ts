import { saveSyncPosition, type SyncPosition } from "@/lib/db/account-sync";
import { setThreadLoaded } from "@/lib/db/conversations";
import { inTransaction } from "@/lib/db/database";
import { countMissing, listOutrun } from "@/lib/db/upstream-states";
import type { Provider } from "@/lib/providers/provider";
import { ingestByAge } from "./ingest/ingest-by-age";
import { ingestConversations } from "./ingest/ingest-conversations";

/** How often the provider's own idea of archived, unread and names is read again. */
const INTERVAL_MS = 10 * 60_000;
/** Pages of 200 conversations that are read from the top, as long as each holds something new. */
const TOP_PAGES = 3;
/** Threads with a text that never came here, read anew in one sweep. */
const THREADS = 5;
/** What is younger is on its way by itself. */
const SETTLED_AFTER_MS = 2 * 60_000;

type State = "active" | "archived";

/** What one sweep works on. */
type Sweep = { accountId: string; provider: Provider; threadsLeft: number };

export function isSweepDue({ lastSweepAt }: SyncPosition, now: Date): boolean {
  return now.getTime() - (lastSweepAt?.getTime() ?? 0) > INTERVAL_MS;
}

/**
 * Takes over what was archived, restored, read, named or opted out on other screens than ours. From the top, where most
 * of it happens, down to the first page with nothing new; and one page further down, another each time, so that in the
 * end every conversation has been looked at. Two calls in the usual case. A conversation that has a newer text there than
 * here is read anew.
 * @param deepPage where the round through all of them stands
 */
export async function sweepConversations(
  accountId: string,
  provider: Provider,
  deepPage: number,
): Promise<void> {
  const sweep: Sweep = { accountId, provider, threadsLeft: THREADS };
  await readTop(sweep, "active");
  const deep = await readPage(sweep, { page: deepPage });
  await inTransaction((tx) =>
    saveSyncPosition(
      tx,
      accountId,
      { page: deep.next ?? 0, lastSweepAt: new Date() },
      { phase: "done", page: deepPage },
    ),
  );
}

async function readTop(sweep: Sweep, state: State): Promise<void> {
  let page: number | null = 0;
  for (let read = 0; page !== null && read < TOP_PAGES; read += 1) {
    const { rows, next, changed } = await readPage(sweep, { page, state });
    // Active here, and not among the active ones there: most likely archived there.
    const mayBeArchived = state === "active" && read === 0 && (await countMissing(sweep.accountId, rows)) > 0;
    if (mayBeArchived) await readTop(sweep, "archived");
    page = changed > 0 ? next : null;
  }
}

async function readPage(sweep: Sweep, from: { page: number; state?: State }) {
  const { accountId, provider } = sweep;
  const askedAt = new Date();
  const listed = await provider.listConversations({ ...from, priority: "backfill" });
  const changed = await ingestConversations(accountId, listed.rows, askedAt, "live");
  const outrun = await listOutrun(
    accountId,
    listed.rows,
    new Date(askedAt.getTime() - SETTLED_AFTER_MS),
    sweep.threadsLeft,
  );
  for (const { id, ...pair } of outrun) {
    sweep.threadsLeft -= 1;
    const thread = await provider.listThread({ ...pair, page: 0, priority: "backfill" });
    await ingestByAge(accountId, thread.rows);
    await inTransaction((tx) => setThreadLoaded(tx, id));
  }
  return { ...listed, changed };
}
