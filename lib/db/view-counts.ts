import { viewSchema, type ConversationCounts, type UserNumber } from "@/lib/domain/conversation";
import { database } from "./database";

/** How many conversations stand in each view for this person. A sum over a few rows, whatever the size of the inbox. */
export async function readViewCounts(userId: string): Promise<ConversationCounts> {
  const mine = `mine:${userId}`;
  const rows = await database().$queryRaw<{ view: string; total: number; unread: number }[]>`
    SELECT view, sum(total)::int AS total, sum(unread)::int AS unread FROM view_counts
    WHERE view = ANY (${[...viewSchema.options, mine]}::text[]) GROUP BY view`;
  const byKey = new Map(rows.map((row) => [row.view, { total: row.total, unread: row.unread }]));
  const none = { total: 0, unread: 0 };
  return {
    "needs-reply": byKey.get("needs-reply") ?? none,
    inbox: byKey.get("inbox") ?? none,
    mine: byKey.get(mine) ?? none,
    unassigned: byKey.get("unassigned") ?? none,
    snoozed: byKey.get("snoozed") ?? none,
    scheduled: byKey.get("scheduled") ?? none,
    archived: byKey.get("archived") ?? none,
    all: byKey.get("all") ?? none,
  };
}

/** Our numbers, each with how many customers wait for a reply on it. */
export async function listUserNumbers(): Promise<UserNumber[]> {
  return database().$queryRaw<UserNumber[]>`
    SELECT n.account_id::text AS "accountId", n.number, n.name, coalesce(sum(v.total), 0)::int AS "needsReply"
    FROM user_numbers n
    JOIN accounts a ON a.id = n.account_id AND a.removed_at IS NULL
    LEFT JOIN view_counts v ON v.view = 'number:' || n.account_id || ':' || n.number
    GROUP BY n.id ORDER BY n.id`;
}

/** Folds the appended changes into one row a view. Safe beside writers: it only removes what it has summed. */
export async function foldViewCounts(): Promise<void> {
  await database().$executeRaw`
    WITH gone AS (DELETE FROM view_counts RETURNING view, total, unread)
    INSERT INTO view_counts (view, total, unread)
    SELECT view, sum(total), sum(unread) FROM gone GROUP BY view HAVING sum(total) <> 0 OR sum(unread) <> 0`;
}
