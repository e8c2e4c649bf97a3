import { queryOptions } from "@tanstack/react-query";
import type { Health } from "@/lib/domain/account";
import { ApiError, callApi } from "./api";

const WHILE_SYNCING_MS = 3_000;
const OTHERWISE_MS = 30_000;

/** How the accounts' synchronisation goes. Asked often while one is filling, seldom when all is well. */
export const healthQueries = {
  health: () =>
    queryOptions({
      queryKey: ["health"] as const,
      queryFn: ({ signal }) => callApi<Health>("GET", "/api/health", { signal }),
      refetchInterval: (query) =>
        query.state.data?.accounts.some((account) => account.state === "backfilling")
          ? WHILE_SYNCING_MS
          : OTHERWISE_MS,
      // 503 says that the database is down; every other query says so too, where people see it.
      retry: (failureCount, error) => !(error instanceof ApiError) && failureCount < 2,
    }),
};
