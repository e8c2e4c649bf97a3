import type { Credentials } from "@/lib/domain/account";
import type { ProviderKind } from "@/lib/domain/conversation";
import { createEzTextingProvider } from "./eztexting/eztexting-provider";
import type { RequestBudget, TokenStore } from "./http/budget";
import { systemClock, type Clock } from "./http/clock";
import type { Provider } from "./provider";
import type { LogUnknownShape } from "./shape-log";

/** What an account is, to a provider. `baseUrl` includes the version path. */
export type ProviderAccount = { provider: ProviderKind; baseUrl: string; credentials: Credentials };

/** What a provider gets from whoever builds it. */
export type ProviderParts = {
  budget: RequestBudget;
  tokens: TokenStore;
  fetch?: typeof fetch;
  clock?: Clock;
  logUnknownShape?: LogUnknownShape;
};

/**
 * The adapter for an account. Keep it as long as the account's credentials: it remembers which shapes it has
 * logged and which of the vendor's uncertain habits it has met.
 * @throws Error for a provider nobody has written yet.
 */
export function createProvider(account: ProviderAccount, parts: ProviderParts): Provider {
  const { provider, ...connection } = account;
  if (provider !== "eztexting") throw new Error(`There is no adapter for the provider "${provider}" yet.`);
  return createEzTextingProvider(connection, {
    fetch: parts.fetch ?? fetch,
    clock: parts.clock ?? systemClock,
    budget: parts.budget,
    tokens: parts.tokens,
    logUnknownShape: parts.logUnknownShape ?? (() => {}),
  });
}
