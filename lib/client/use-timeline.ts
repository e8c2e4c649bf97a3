import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { conversationQueries, fetchTimelinePage } from "./conversation-queries";
import { flattenTimeline } from "./merge-timeline";
import { refreshTimeline } from "./timeline-cache";
import type { QueryClient } from "@tanstack/react-query";

/**
 * A conversation's thread, oldest item first, kept current while it is open. `items` is undefined until the
 * first page is here; `loadOlder` fetches the page above and resolves when it is in place.
 */
export function useTimeline(conversationId: string) {
  const client = useQueryClient();
  const query = useInfiniteQuery(conversationQueries.timeline(conversationId));

  useEffect(() => {
    // What was prefetched or seen before shows at once; opening asks for what it may lack.
    void refreshTimeline(client, conversationId);
  }, [client, conversationId]);

  return {
    items: useMemo(() => (query.data ? flattenTimeline(query.data) : undefined), [query.data]),
    error: query.error,
    retry: () => void query.refetch(),
    hasOlder: query.hasNextPage,
    isLoadingOlder: query.isFetchingNextPage,
    loadOlder: async () => {
      const { isFetchNextPageError } = await query.fetchNextPage();
      // A fresh newest page would make the query forget that the older one couldn't be had.
      if (isFetchNextPageError) return;
      // What arrived while the older page was on its way would otherwise be written over by it.
      await refreshTimeline(client, conversationId);
    },
  };
}

/**
 * Has a thread at hand before it is opened: on hover, and for the rows beside the open one. If that fails, the
 * thread says so when it is opened.
 */
export function prefetchTimeline(client: QueryClient, conversationId: string): void {
  const options = conversationQueries.timeline(conversationId);
  if (client.getQueryState(options.queryKey)) return;
  client
    .infiniteQuery({
      ...options,
      queryFn: ({ pageParam, signal }) =>
        fetchTimelinePage(conversationId, pageParam, { signal, prefetch: true }),
    })
    .catch(() => undefined);
}
