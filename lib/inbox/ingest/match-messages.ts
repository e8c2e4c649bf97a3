import type { StoredMessage } from "@/lib/db/messages";
import type { ProviderMessage } from "@/lib/providers/provider";

/**
 * How far apart two times may be for the same text in the same conversation to be the same message. Our clock and the
 * provider's may be minutes apart, and so may its webhooks' and its lists'; only messages that nothing else names are
 * compared like this, each with at most one.
 */
export const SAME_MESSAGE_WINDOW_MS = 15 * 60_000;

export type PlacedRow = { conversationId: string; row: ProviderMessage };

/**
 * Decides which of a provider's rows are messages we already have. Pure, and independent of the rows' order.
 *
 * 1. The row's own id.
 * 2. For sends: the id the provider gave the send, which may be the row's own or that of its group (vendor notes 2.4).
 * 3. What has no id yet (a text announced by a webhook, a send whose answer is missing or whose id
 *    means nothing): the same text in the same conversation, nearest in time, within the window.
 *
 * Every stored message is matched at most once, so of two equal texts one is matched and one is new.
 */
export function matchMessages(
  rows: PlacedRow[],
  byProviderId: StoredMessage[],
  unmatched: StoredMessage[],
): { matched: { stored: StoredMessage; row: ProviderMessage }[]; fresh: PlacedRow[] } {
  const inOrder = [...rows].sort((a, b) => a.row.at.getTime() - b.row.at.getTime());
  const taken = new Set<string>();
  const matched: { stored: StoredMessage; row: ProviderMessage }[] = [];
  const take = (stored: StoredMessage | undefined, row: ProviderMessage): boolean => {
    if (!stored) return false;
    taken.add(stored.id);
    matched.push({ stored, row });
    return true;
  };

  const withoutId = inOrder.filter(
    ({ row }) =>
      !take(
        byProviderId.find((stored) => stored.providerMessageId === row.id),
        row,
      ),
  );
  const withoutSend = withoutId.filter(
    (placed) =>
      !take(
        byProviderId.find((stored) => !taken.has(stored.id) && isSend(stored, placed)),
        placed.row,
      ),
  );
  const nameless = new Set<PlacedRow>();
  for (const { placed, stored } of likeliestFirst(withoutSend, unmatched)) {
    if (taken.has(stored.id) || nameless.has(placed)) continue;
    nameless.add(placed);
    take(stored, placed.row);
  }
  return { matched, fresh: withoutSend.filter((placed) => !nameless.has(placed)) };
}

function isSend(stored: StoredMessage, { conversationId, row }: PlacedRow): boolean {
  return (
    row.direction === "outbound" &&
    stored.conversationId === conversationId &&
    stored.providerMessageId === null &&
    stored.providerSendId !== null &&
    (stored.providerSendId === row.id || stored.providerSendId === row.sendId)
  );
}

/** Every pair that may be the same message, nearest in time first; equally near ones by the rows' time, then their ids. */
function likeliestFirst(rows: PlacedRow[], unmatched: StoredMessage[]) {
  const pairs = rows.flatMap((placed) =>
    unmatched.filter((stored) => mayBeSame(stored, placed)).map((stored) => ({ placed, stored })),
  );
  const withDistance = pairs.map((pair) => ({ ...pair, distance: distanceOf(pair.stored, pair.placed) }));
  return withDistance
    .filter(({ distance }) => distance <= SAME_MESSAGE_WINDOW_MS)
    .sort(
      (a, b) =>
        a.distance - b.distance || compareRows(a.placed, b.placed) || compareStored(a.stored, b.stored),
    );
}

function mayBeSame(stored: StoredMessage, { conversationId, row }: PlacedRow): boolean {
  return (
    stored.conversationId === conversationId &&
    stored.direction === row.direction &&
    sameText(stored.text, row.text)
  );
}

function distanceOf(stored: StoredMessage, { row }: PlacedRow): number {
  return Math.abs((stored.sendingSince ?? stored.at).getTime() - row.at.getTime());
}

function compareRows(a: PlacedRow, b: PlacedRow): number {
  return a.row.at.getTime() - b.row.at.getTime() || (a.row.id < b.row.id ? -1 : a.row.id > b.row.id ? 1 : 0);
}

function compareStored(a: StoredMessage, b: StoredMessage): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Providers trim, and change line ends; neither makes another message of it. */
export function sameText(a: string, b: string): boolean {
  return normalized(a) === normalized(b);
}

function normalized(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
