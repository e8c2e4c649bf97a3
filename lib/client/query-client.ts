import { environmentManager, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError, isTransient, retryDelayMs } from "./api";
import { reapplyRecentChanges } from "./conversation-cache";
import { goToSignIn } from "./sign-out";

const FRESH_FOR_MS = 5 * 60_000;
const KEPT_FOR_MS = 30 * 60_000;
const RETRY_FAILED_QUERY_MS = 15_000;
const QUICK_RETRIES = 2;

let browserClient: QueryClient | undefined;

/** The query cache: one for the browser's tab, a new one for each request on the server. */
export function getQueryClient(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: leaveWhenSignedOut,
      onSuccess: (_data, query) => reapplyRecentChanges(client, query.queryKey),
    }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        // Live updates keep the cache current, and a reset or a reconnect says when it isn't.
        staleTime: FRESH_FOR_MS,
        gcTime: KEPT_FOR_MS,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        refetchInterval: (query) => keepTrying(query.state.error),
        retry: (failureCount, error) => isTransient(error) && failureCount < QUICK_RETRIES,
        retryDelay: retryDelayMs,
      },
    },
  });
  return client;
}

/** "We'll keep trying": a pane that couldn't load asks again until it can, unless the answer was a definite no. */
function keepTrying(error: unknown): number | false {
  return isTransient(error) ? RETRY_FAILED_QUERY_MS : false;
}

function leaveWhenSignedOut(error: Error): void {
  if (error instanceof ApiError && error.status === 401) goToSignIn();
}
