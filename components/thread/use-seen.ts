import { useEffect, useState } from "react";
import { isUnanswered } from "@/lib/client/merge-timeline";
import type { TimelineItem } from "@/lib/domain/message";
import { nothingSeen, placeNewDivider } from "./new-from";

/** What comes in so soon after opening was there before and only fetched late. */
const OPENING_MS = 1_500;

type Seen = {
  /** The item that the "New" divider stands above. */
  newFromId: string | null;
  /** The newest message that has been on screen, as the server knows it. */
  lastSeenMessageId: string | null;
  /** Texts and notes below the fold that came since. */
  unseenBelow: number;
};

/**
 * Keeps track of what the person before an open thread has seen of it.
 * @param isAtBottom the newest message is on screen
 * @param isWatched and somebody can be looking at it
 */
export function useSeen(
  items: readonly TimelineItem[] | undefined,
  isAtBottom: boolean,
  isWatched: boolean,
): Seen {
  const isOpening = useIsOpening();
  const [placed, setPlaced] = useState({ items, newFrom: nothingSeen, isFresh: true });
  const [seenId, setSeenId] = useState<string | null>(null);

  if (items && (placed.isFresh || items !== placed.items)) {
    setPlaced({
      items,
      newFrom: placeNewDivider(placed.newFrom, items, isWatched && !isOpening),
      isFresh: false,
    });
  }
  const newestId = items?.findLast((item) => !isUnanswered(item))?.id ?? null;
  if (isAtBottom && newestId !== seenId) setSeenId(newestId);

  const seenIndex = items?.findIndex((item) => item.id === seenId) ?? -1;
  const below = isAtBottom || seenIndex === -1 ? [] : (items?.slice(seenIndex + 1) ?? []);
  return {
    newFromId: placed.newFrom.dividerId,
    lastSeenMessageId: items?.slice(0, seenIndex + 1).findLast(isKnownMessage)?.id ?? null,
    unseenBelow: below.filter((item) => item.kind !== "event" && !isUnanswered(item)).length,
  };
}

function isKnownMessage(item: TimelineItem): boolean {
  return item.kind === "message" && !isUnanswered(item);
}

function useIsOpening(): boolean {
  const [isOpening, setIsOpening] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setIsOpening(false), OPENING_MS);
    return () => clearTimeout(timer);
  }, []);
  return isOpening;
}
