import { queryOptions } from "@tanstack/react-query";
import type { Actor } from "@/lib/domain/user";
import { callApi } from "./api";

/** The signed-in person. */
export const meQueries = {
  me: () =>
    queryOptions({
      queryKey: ["me"] as const,
      queryFn: ({ signal }) => callApi<Actor>("GET", "/api/me", { signal }),
    }),
};
