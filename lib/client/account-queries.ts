import { queryOptions } from "@tanstack/react-query";
import type { AccountOverview, RequestUsage } from "@/lib/domain/account";
import { callApi, isTransient } from "./api";

const WHILE_SYNCING_MS = 3_000;
const OTHERWISE_MS = 10_000;
const USAGE_MS = 20_000;
const FRESH_FOR_MS = 2_000;

/** The connected accounts, for admins. Nothing announces their changes, so they are asked for while they are looked at. */
export const accountQueries = {
  list: () =>
    queryOptions({
      queryKey: ["accounts", "list"] as const,
      queryFn: async ({ signal }) => {
        const { items } = await callApi<{ items: AccountOverview[] }>("GET", "/api/accounts", { signal });
        return items;
      },
      staleTime: FRESH_FOR_MS,
      refetchInterval: ({ state: { data, error } }) => {
        const isSyncing = data?.some(({ state }) => state === "backfilling") ?? false;
        return unlessRefused(error, isSyncing ? WHILE_SYNCING_MS : OTHERWISE_MS);
      },
    }),

  /** How an account used its requests in the last hour. */
  usage: (id: string) =>
    queryOptions({
      queryKey: ["accounts", "usage", id] as const,
      queryFn: ({ signal }) => callApi<RequestUsage>("GET", `/api/accounts/${id}/usage`, { signal }),
      staleTime: FRESH_FOR_MS,
      refetchInterval: ({ state: { error } }) => unlessRefused(error, USAGE_MS),
    }),
};

/** A definite no stays one; anything else may pass. */
function unlessRefused(error: unknown, everyMs: number): number | false {
  return error === null || isTransient(error) ? everyMs : false;
}
