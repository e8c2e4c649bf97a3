import { type AccountWithSecrets, findAccount, setAccountState } from "@/lib/db/accounts";
import { tokenStore } from "@/lib/db/provider-tokens";
import { requestBudget } from "@/lib/db/request-budget";
import { notFound } from "@/lib/domain/errors";
import { log } from "@/lib/log";
import type { Provider } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { createProvider } from "@/lib/providers/registry";

/** A rejected password: no further call is made until an admin has changed it. */
export class AccountStopped extends Error {
  constructor(accountId: string) {
    super(`Account ${accountId} is stopped`);
    this.name = "AccountStopped";
  }
}

/** One adapter for as long as an account's connection stays the same: it remembers which habits it has met. */
const adapters = new Map<string, { connection: string; provider: Provider }>();

/**
 * Runs `work` with an account's provider. The only way to a provider: a rejected password stops the account here.
 * @throws AccountStopped without any call, when it was stopped before
 */
export async function withProvider<Result>(
  accountId: string,
  work: (provider: Provider, account: AccountWithSecrets) => Promise<Result>,
): Promise<Result> {
  const account = await findAccount(accountId);
  if (!account) throw notFound("account");
  if (account.state === "stopped") throw new AccountStopped(accountId);
  try {
    return await work(adapterFor(account), account);
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "unauthorized") {
      await setAccountState(accountId, "stopped", error.message);
      log.error({ accountId }, "The provider rejected the credentials; the account is stopped");
      throw new AccountStopped(accountId);
    }
    throw error;
  }
}

/** An account's adapter, without the protection of `withProvider`: for reading webhooks and testing credentials. */
export function adapterFor(account: AccountWithSecrets): Provider {
  const connection = JSON.stringify([account.baseUrl, account.credentials, account.budgetShare]);
  const known = adapters.get(account.id);
  if (known?.connection === connection) return known.provider;
  const provider = createProvider(
    { provider: account.provider, baseUrl: account.baseUrl, credentials: account.credentials },
    {
      budget: requestBudget(account.id, account.budgetShare),
      tokens: tokenStore(account.id),
      logUnknownShape: (where, outline) =>
        log.warn({ accountId: account.id, where, outline }, "The provider sent a shape we don't know"),
    },
  );
  adapters.set(account.id, { connection, provider });
  return provider;
}
