import { listConversationRows } from "@/lib/db/conversation-list";
import { closeDatabase, database } from "@/lib/db/database";
import { readTimeline } from "@/lib/db/timeline";
import { readViewCounts } from "@/lib/db/view-counts";
import type { Sort, View } from "@/lib/domain/conversation";

const ROUNDS = 40;
const NOBODY = "00000000-0000-7000-8000-000000000000";

const deep = await deepCursor();
const some = await database().conversation.findFirstOrThrow({ select: { id: true } });

const reads: Record<string, number> = {
  "needs reply, longest waiting": await median(() => list("needs-reply", "waiting")),
  "inbox, newest": await median(() => list("inbox", "newest")),
  "archived, newest": await median(() => list("archived", "newest")),
  "all, oldest": await median(() => list("all", "oldest")),
  "archived, page 8": await median(() => list("archived", "newest", deep)),
  "counts of every view": await median(() => readViewCounts(NOBODY)),
  "a thread": await median(() => readTimeline(some.id, { limit: 50, before: null, after: null })),
};
await closeDatabase();
process.send?.(reads);
process.disconnect();

function list(view: View, sort: Sort, cursor: string | null = null): Promise<unknown> {
  return listConversationRows(NOBODY, { view, sort }, { limit: 50, cursor });
}

async function deepCursor(): Promise<string | null> {
  let cursor: string | null = null;
  for (let page = 1; page < 8; page += 1) {
    const listed = await listConversationRows(
      NOBODY,
      { view: "archived", sort: "newest" },
      { limit: 100, cursor },
    );
    cursor = listed.nextCursor;
  }
  return cursor;
}

async function median(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    await read();
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[ROUNDS / 2] ?? Number.NaN;
}
