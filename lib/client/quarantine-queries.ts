import { infiniteQueryOptions } from "@tanstack/react-query";
import type { QuarantinePage } from "@/lib/domain/webhook-event";
import { callApi, isTransient } from "./api";

/** Each may carry 16 KB of body. */
export const QUARANTINE_PAGE_SIZE = 20;
const LOOK_AGAIN_MS = 10_000;

/** Webhooks that couldn't be taken in, newest first, a page at a time. */
export const quarantineQueries = {
  list: () =>
    infiniteQueryOptions({
      queryKey: ["quarantine"] as const,
      queryFn: ({ pageParam, signal }) => {
        const parameters = new URLSearchParams({ limit: String(QUARANTINE_PAGE_SIZE) });
        if (pageParam !== null) parameters.set("cursor", pageParam);
        return callApi<QuarantinePage>("GET", `/api/webhook-events?${parameters}`, { signal });
      },
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.nextCursor,
      staleTime: 0,
      // Nothing announces new ones. A definite no stays one; anything else may pass.
      refetchInterval: ({ state: { error } }) =>
        error === null || isTransient(error) ? LOOK_AGAIN_MS : false,
    }),
};

function firstPage(): string | null {
  return null;
}
