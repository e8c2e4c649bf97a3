import type { AccountWithSecrets } from "@/lib/db/account-rows";
import { findAccount, stopAccount } from "@/lib/db/accounts";
import { tokenStore } from "@/lib/db/provider-tokens";
import { requestBudget } from "@/lib/db/request-budget";
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

/** An account that was disconnected, or never was: there is nothing to do for it. */
export class AccountGone extends Error {
  constructor(accountId: string) {
    super(`Account ${accountId} is disconnected`);
    this.name = "AccountGone";
  }
}

/** One adapter for as long as an account's connection stays the same: it remembers which habits it has met. */
const adapters = new Map<string, { connection: string; provider: Provider }>();

/**
 * Runs `work` with an account's provider. The only way to a provider: a rejected password stops the account here.
 * @throws AccountStopped without any call, when it was stopped before; AccountGone when it was disconnected
 */
export async function withProvider<Result>(
  accountId: string,
  work: (provider: Provider, account: AccountWithSecrets) => Promise<Result>,
): Promise<Result> {
  const account = await findAccount(accountId);
  if (!account) throw new AccountGone(accountId);
  if (account.state === "stopped") throw new AccountStopped(accountId);
  try {
    return await work(adapterFor(account), account);
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "unauthorized") {
      throw await stop(account, error);
    }
    throw error;
  }
}

/** Stops an account for a rejected password. @returns what to throw */
async function stop(account: AccountWithSecrets, error: ProviderError): Promise<Error> {
  const accountId = account.id;
  if (await stopAccount(account, error.message)) {
    log.error({ accountId }, "The provider rejected the credentials; the account is stopped");
    return new AccountStopped(accountId);
  }
  if ((await findAccount(accountId)) === null) return new AccountGone(accountId);
  // Nothing was let in, so whatever it was may be tried again.
  return new ProviderError("not_reached", "The account's credentials were changed meanwhile.", {
    cause: error,
  });
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
