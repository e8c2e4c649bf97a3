import { expect } from "vitest";
import { query } from "./desk";

type Message = {
  id: string;
  conversation_id: string;
  direction: string;
  status: string;
  text: string;
  media: unknown[];
  author_id: string | null;
  unread: boolean;
  at: Date;
};
type Conversation = {
  id: string;
  archived: boolean;
  snoozed_until: Date | null;
  scheduled_count: number;
  assignee_id: string | null;
  account_id: string;
  user_number: string;
  opted_out: boolean;
  unread_count: number;
  last_message_id: string | null;
  last_message_at: Date;
  last_message_text: string | null;
  last_message_direction: string | null;
  last_message_status: string | null;
  last_message_has_media: boolean;
  last_message_author_id: string | null;
  waiting_since: Date | null;
  resolved_at: Date | null;
};

/** Whatever happened: every kept column and counter says what the rows themselves say, counted from scratch. */
export async function expectConsistency(): Promise<void> {
  const messages = await query<Message>("SELECT * FROM messages ORDER BY at, id");
  const conversations = await query<Conversation>(
    "SELECT c.*, k.opted_out FROM conversations c JOIN contacts k ON k.id = c.contact_id ORDER BY c.id",
  );
  const threads = new Map<string, Message[]>();
  for (const message of messages) {
    const thread = threads.get(message.conversation_id);
    if (thread) thread.push(message);
    else threads.set(message.conversation_id, [message]);
  }
  expect(conversations.map(keptColumns)).toEqual(
    conversations.map((one) => recomputed(one, threads.get(one.id) ?? [])),
  );
  expect(await keptCounts()).toEqual(countedViews(conversations));
}

function keptColumns(conversation: Conversation) {
  return {
    id: conversation.id,
    unread: conversation.unread_count,
    lastId: conversation.last_message_id,
    lastAt: conversation.last_message_at,
    lastText: conversation.last_message_text,
    lastDirection: conversation.last_message_direction,
    lastStatus: conversation.last_message_status,
    lastHasMedia: conversation.last_message_has_media,
    lastAuthor: conversation.last_message_author_id,
    waitingSince: conversation.waiting_since,
  };
}

function recomputed(conversation: Conversation, thread: Message[]): ReturnType<typeof keptColumns> {
  const said = thread.filter((message) => message.status !== "scheduled");
  const last = said.at(-1);
  const lastAnswer = said.findLast(
    (message) => message.direction === "outbound" && message.status !== "failed",
  );
  const settledUntil = Math.max(Number(lastAnswer?.at ?? 0), Number(conversation.resolved_at ?? 0));
  const unanswered = thread.filter(
    (message) => message.direction === "inbound" && message.at.getTime() > settledUntil,
  );
  return {
    id: conversation.id,
    unread: thread.filter((message) => message.unread).length,
    lastId: last?.id ?? null,
    lastAt: last?.at ?? conversation.last_message_at,
    lastText: last?.text.slice(0, 300) ?? null,
    lastDirection: last?.direction ?? null,
    lastStatus: last?.status ?? null,
    lastHasMedia: (last?.media.length ?? 0) > 0,
    lastAuthor: last?.author_id ?? null,
    waitingSince: conversation.opted_out ? null : (unanswered[0]?.at ?? null),
  };
}

type Count = { total: number; unread: number };

async function keptCounts(): Promise<Record<string, Count>> {
  const rows = await query<Count & { view: string }>(
    `SELECT view, sum(total)::int AS total, sum(unread)::int AS unread FROM view_counts
     GROUP BY view HAVING sum(total) <> 0 OR sum(unread) <> 0 ORDER BY view`,
  );
  return Object.fromEntries(rows.map(({ view, ...count }) => [view, count]));
}

function countedViews(conversations: Conversation[]): Record<string, Count> {
  const counts: Record<string, Count> = {};
  for (const conversation of conversations) {
    for (const view of viewsOf(conversation)) {
      const count = (counts[view] ??= { total: 0, unread: 0 });
      count.total += 1;
      if (conversation.unread_count > 0) count.unread += 1;
    }
  }
  return counts;
}

function viewsOf(conversation: Conversation): string[] {
  const views = ["all"];
  if (conversation.scheduled_count > 0) views.push("scheduled");
  if (conversation.archived) return [...views, "archived"];
  if (conversation.snoozed_until) return [...views, "snoozed"];
  views.push("inbox", conversation.assignee_id ? `mine:${conversation.assignee_id}` : "unassigned");
  if (conversation.waiting_since) {
    views.push("needs-reply", `number:${conversation.account_id}:${conversation.user_number}`);
  }
  return views;
}
