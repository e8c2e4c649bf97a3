import { queryOptions } from "@tanstack/react-query";
import type { UserNumber } from "@/lib/domain/conversation";
import { callApi } from "./api";

/** Our own numbers, each with how many customers wait for a reply on it. */
export const numberQueries = {
  list: () =>
    queryOptions({
      queryKey: ["numbers"] as const,
      queryFn: ({ signal }) => callApi<UserNumber[]>("GET", "/api/numbers", { signal }),
    }),
};
