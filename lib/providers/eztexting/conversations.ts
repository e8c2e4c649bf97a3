import type { NumberPair, Page, Priority, ProviderConversation } from "../provider";
import type { LogUnknownShape } from "../shape-log";
import type { Api } from "./api";
import { onlyFitting, type ListReader } from "./list";
import { toProviderConversation } from "./map";
import { toVendorNumber } from "./vendor-number";

/**
 * All conversations: first the active ones, then the archived ones, each newest first. Whether a list without
 * the filter holds archived rows isn't documented, so both states are asked for by name. A row that
 * contradicts its filter shows that the vendor ignores it; then the first pass already held everything, and
 * the second ends or isn't begun.
 *
 * The list re-sorts while it is read: a conversation that gets a text meanwhile may be skipped. The message
 * list has it. `total` counts the state being read. The sort property is inferred; `list.ts` copes when it is
 * ignored.
 */
export async function listConversations(
  readList: ListReader,
  log: LogUnknownShape,
  query: { page: number; state?: "active" | "archived"; priority: Priority },
): Promise<Page<ProviderConversation>> {
  const cursor = {
    ...decode(query.page),
    ...(query.page === 0 && query.state === "archived" && firstArchived),
  };
  const found = await readList({
    path: "conversations",
    filters: [["filters[archived][eq]", String(cursor.archived)]],
    sortBy: "sentAt",
    page: cursor.page,
    priority: query.priority,
    toRow: (raw) => toProviderConversation(raw, cursor.archived, log),
    timeOf: (row) => row.lastMessageAt,
  });
  const ignored = cursor.filterIgnored || found.rows.some((row) => row.archived !== cursor.archived);
  return {
    ...(cursor.archived ? onlyFitting(found, (row) => row.archived) : found),
    next: cursor.archived ? nextArchived(found.next, ignored) : nextActive(found.next, ignored),
  };
}

type Cursor = { page: number; archived: boolean; filterIgnored: boolean };

const firstArchived: Cursor = { page: 0, archived: true, filterIgnored: false };

function nextActive(next: number | null, filterIgnored: boolean): number | null {
  if (next !== null) return encode({ page: next, archived: false, filterIgnored });
  return filterIgnored ? null : encode(firstArchived);
}

function nextArchived(next: number | null, filterIgnored: boolean): number | null {
  return next === null || filterIgnored ? null : encode({ page: next, archived: true, filterIgnored });
}

function encode({ page, archived, filterIgnored }: Cursor): number {
  return page * 4 + (archived ? 2 : 0) + (filterIgnored ? 1 : 0);
}

function decode(cursor: number): Cursor {
  return { page: Math.floor(cursor / 4), archived: cursor % 4 >= 2, filterIgnored: cursor % 2 === 1 };
}

/** Archives or restores. The answer's body is empty; repeating it changes nothing. */
export async function setArchived(api: Api, pair: NumberPair, archived: boolean): Promise<void> {
  await api({
    method: "POST",
    path: `${conversationPath(pair)}/${archived ? "archive" : "restore"}`,
    priority: "follow-up",
    safeToRepeat: true,
    answer: "nothing",
  });
}

/** A conversation has no id: its two numbers are its address. */
export function conversationPath({ userNumber, contactNumber }: NumberPair): string {
  const [user, contact] = [userNumber, contactNumber].map((number) =>
    encodeURIComponent(toVendorNumber(number)),
  );
  return `conversations/conversation/${user}/${contact}`;
}
