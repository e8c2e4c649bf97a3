import type { Conversation } from "@/lib/domain/conversation";

/**
 * How many rows the list must be scrolled by, so that what the person looks at stays where it is when rows come,
 * go or move above it. `anchorIndex` is the row under the pointer, else the first one in sight. A row that moves by
 * itself (its customer wrote again) can't be held on to, so the next one that stays is. When the anchor itself
 * has left, the rows below close the gap as one expects.
 */
export function rowsToFollow(
  before: readonly Conversation[],
  after: readonly Conversation[],
  anchorIndex: number,
): number {
  const newIndex = new Map(after.map((conversation, index) => [conversation.id, index]));
  for (let index = Math.max(0, anchorIndex); index < before.length; index += 1) {
    const was = before[index];
    const indexNow = was && newIndex.get(was.id);
    if (was === undefined || indexNow === undefined) return 0;
    const is = after[indexNow];
    if (is && !hasMovedByItself(was, is)) return indexNow - index;
  }
  return 0;
}

/** Which rows a customer's new text brought into a list, or up in it. */
export function freshRows(before: readonly Conversation[], after: readonly Conversation[]): string[] {
  const known = new Map(before.map((conversation) => [conversation.id, conversation]));
  const end = before.at(-1)?.id;
  const reachedEnd = after.findIndex((conversation) => conversation.id === end);
  return after.flatMap((conversation, index) => {
    // What one of us wrote or put back is no news.
    if (conversation.lastMessage?.direction !== "inbound") return [];
    const was = known.get(conversation.id);
    // Below the last known row it's the next page.
    if (!was) return reachedEnd === -1 || index < reachedEnd ? [conversation.id] : [];
    return hasMovedByItself(was, conversation) ? [conversation.id] : [];
  });
}

function hasMovedByItself(was: Conversation, is: Conversation): boolean {
  return was.lastMessageAt !== is.lastMessageAt;
}
