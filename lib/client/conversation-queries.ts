import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  Conversation,
  ConversationCounts,
  ConversationFilter,
  ConversationPage,
} from "@/lib/domain/conversation";
import type { TimelinePage } from "@/lib/domain/message";
import { callApi } from "./api";

export const LIST_PAGE_SIZE = 50;
export const TIMELINE_PAGE_SIZE = 50;

/** Everything about conversations that the browser keeps, by the same options for prefetch, reading and writing. */
export const conversationQueries = {
  all: () => ["conversations"] as const,
  lists: () => ["conversations", "list"] as const,

  /** A view's rows, a page of `LIST_PAGE_SIZE` at a time. */
  list: (filter: ConversationFilter) =>
    infiniteQueryOptions({
      queryKey: [...conversationQueries.lists(), filter] as const,
      queryFn: ({ pageParam, signal }) =>
        callApi<ConversationPage>("GET", `/api/conversations?${listParameters(filter, pageParam)}`, {
          signal,
        }),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.nextCursor,
    }),

  counts: () =>
    queryOptions({
      queryKey: ["conversations", "counts"] as const,
      queryFn: ({ signal }) => callApi<ConversationCounts>("GET", "/api/conversations/counts", { signal }),
    }),

  detail: (id: string) =>
    queryOptions({
      queryKey: ["conversations", "detail", id] as const,
      queryFn: ({ signal }) => callApi<Conversation>("GET", `/api/conversations/${id}`, { signal }),
    }),

  /** A thread, newest page first; every next page is an older one. Within a page the oldest item comes first. */
  timeline: (id: string) =>
    infiniteQueryOptions({
      queryKey: ["conversations", "timeline", id] as const,
      queryFn: ({ pageParam, signal }) => fetchTimelinePage(id, pageParam, { signal }),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.before,
    }),

  /** Only fetched, never kept: what a cached thread is brought up to date with. */
  newestTimelinePage: (id: string) =>
    queryOptions({
      queryKey: ["conversations", "newest-timeline-page", id] as const,
      queryFn: ({ signal }) => fetchTimelinePage(id, null, { signal }),
      staleTime: 0,
      gcTime: 0,
    }),
};

/**
 * One page of a thread: the newest, or the one before a cursor. `prefetch` tells the server that nobody has
 * opened the thread yet, so that it doesn't go and ask the provider for what it lacks.
 */
export function fetchTimelinePage(
  id: string,
  before: string | null,
  options: { signal?: AbortSignal; prefetch?: boolean } = {},
): Promise<TimelinePage> {
  const parameters = new URLSearchParams({ limit: String(TIMELINE_PAGE_SIZE) });
  if (before !== null) parameters.set("before", before);
  if (options.prefetch) parameters.set("prefetch", "true");
  return callApi("GET", `/api/conversations/${id}/messages?${parameters}`, options);
}

function firstPage(): string | null {
  return null;
}

function listParameters(filter: ConversationFilter, cursor: string | null): URLSearchParams {
  const parameters = new URLSearchParams({ limit: String(LIST_PAGE_SIZE) });
  for (const [name, value] of Object.entries(filter)) {
    parameters.set(name, String(value));
  }
  if (cursor !== null) parameters.set("cursor", cursor);
  return parameters;
}
