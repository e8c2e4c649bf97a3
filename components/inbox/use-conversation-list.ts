import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { belongsTo } from "@/lib/client/place-conversation";
import type { Conversation, ConversationFilter } from "@/lib/domain/conversation";

/** A view's rows, as far as they are loaded, and how to get more. `rows` is undefined until the first page is here. */
export function useConversationList(filter: ConversationFilter, openId: string | null, meId: string) {
  const query = useInfiniteQuery(conversationQueries.list(filter));
  const loaded = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const rows = useWithOpenRow(loaded, filter, openId, meId);
  return {
    rows,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}

/**
 * Reading an unread conversation takes it out of the unread rows, and the next one would slip under the pointer.
 * So it stays where it was until another one is opened.
 */
function useWithOpenRow(
  rows: Conversation[] | undefined,
  filter: ConversationFilter,
  openId: string | null,
  meId: string,
): Conversation[] | undefined {
  const [seen, setSeen] = useState<{ id: string; index: number } | null>(null);
  const { data: open } = useQuery({ ...conversationQueries.detail(openId ?? ""), enabled: false });

  const index = rows?.findIndex((row) => row.id === openId) ?? -1;
  if (openId !== null && index !== -1 && (seen?.id !== openId || seen.index !== index))
    setSeen({ id: openId, index });

  return useMemo(() => {
    const { unread, ...rest } = filter;
    const stays =
      rows && open && unread && index === -1 && seen?.id === openId && belongsTo(open, rest, meId);
    return stays ? rows.toSpliced(seen.index, 0, open) : rows;
  }, [rows, open, filter, index, seen, openId, meId]);
}
