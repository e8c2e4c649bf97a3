import type { StoredMessage } from "@/lib/db/messages";
import type { ProviderMessage } from "@/lib/providers/provider";

/** How far apart the provider's time and ours may be for two rows with the same text to be the same message. */
export const SAME_MESSAGE_WINDOW_MS = 2 * 60_000;

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
  const fresh = withoutSend.filter(
    (placed) =>
      !take(
        nearest(
          placed,
          unmatched.filter((stored) => !taken.has(stored.id)),
        ),
        placed.row,
      ),
  );
  return { matched, fresh };
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

function nearest({ conversationId, row }: PlacedRow, candidates: StoredMessage[]): StoredMessage | undefined {
  let best: StoredMessage | undefined;
  let bestDistance = SAME_MESSAGE_WINDOW_MS;
  for (const stored of candidates) {
    if (stored.conversationId !== conversationId || stored.direction !== row.direction) continue;
    if (!sameText(stored.text, row.text)) continue;
    const distance = Math.abs((stored.sendingSince ?? stored.at).getTime() - row.at.getTime());
    if (distance > bestDistance || (distance === bestDistance && best)) continue;
    best = stored;
    bestDistance = distance;
  }
  return best;
}

/** Providers trim, and change line ends; neither makes another message of it. */
export function sameText(a: string, b: string): boolean {
  return normalized(a) === normalized(b);
}

function normalized(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
