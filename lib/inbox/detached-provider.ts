import type { Credentials } from "@/lib/domain/account";
import type { ProviderKind } from "@/lib/domain/conversation";
import type { StoredTokens } from "@/lib/domain/provider-tokens";
import type { RequestBudget } from "@/lib/domain/request-budget";
import type { Provider } from "@/lib/providers/provider";
import { createProvider } from "@/lib/providers/registry";

export type Connection = { provider: ProviderKind; baseUrl: string; credentials: Credentials };

/**
 * An adapter for a call or two, whose tokens nobody else has and nobody keeps: for credentials that belong to no account
 * yet, or to none any more.
 */
export function detachedProvider(connection: Connection, budget: RequestBudget): Provider {
  let tokens: StoredTokens | null = null;
  return createProvider(
    { provider: connection.provider, baseUrl: connection.baseUrl, credentials: connection.credentials },
    {
      budget,
      tokens: {
        read: async () => tokens,
        renew: async (_stale, renew) => (tokens = await renew(tokens)),
      },
    },
  );
}
