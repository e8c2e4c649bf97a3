import { useState } from "react";
import type { Conversation } from "@/lib/domain/conversation";

/**
 * The row that keys act on. It follows the open conversation, starts anew with every list, and when its row leaves,
 * it stays at that place.
 */
export function useCursor(rows: Conversation[] | undefined, openId: string | null, listKey: string) {
  const start = { id: openId, index: -1, openId, listKey };
  const [stored, setStored] = useState(start);
  const position = stored.listKey === listKey ? stored : start;
  const id = position.openId === openId ? position.id : (openId ?? position.id);

  const found = rows?.findIndex((row) => row.id === id) ?? -1;
  const index = found === -1 ? Math.min(position.index, (rows?.length ?? 0) - 1) : found;
  const isStored = stored.listKey === listKey && stored.id === id && stored.openId === openId;
  if (!isStored || (found !== -1 && stored.index !== found)) setStored({ id, index, openId, listKey });

  return {
    id,
    /** Where it is, or where it was before its row left; -1 when it was nowhere. */
    index,
    isInList: found !== -1,
    moveTo: (nextId: string | null) => setStored((known) => ({ ...known, id: nextId })),
  };
}
