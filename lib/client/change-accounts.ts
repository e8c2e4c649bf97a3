import type { QueryClient } from "@tanstack/react-query";
import type { AccountChanges, AccountOverview, ConnectionTest, NewAccount } from "@/lib/domain/account";
import { accountQueries } from "./account-queries";
import { callApi } from "./api";
import { healthQueries } from "./health-queries";
import { numberQueries } from "./number-queries";

interface Options {
  /** Ends the waiting for an answer, not the change. */
  signal?: AbortSignal;
}

/**
 * Connects an account; its first synchronisation starts by itself.
 * @throws ApiError `credentials_rejected` when the provider says no, and then nothing is kept
 */
export async function connectAccount(
  client: QueryClient,
  account: NewAccount,
  { signal }: Options = {},
): Promise<AccountOverview> {
  return changing(client, async () => {
    const connected = await callApi<AccountOverview>("POST", "/api/accounts", {
      body: account,
      ...(signal && { signal }),
    });
    keep(client, connected);
    return connected;
  });
}

/** @throws ApiError `credentials_rejected` when the provider says no, and then nothing is changed */
export async function changeAccount(
  client: QueryClient,
  id: string,
  changes: AccountChanges,
  { signal }: Options = {},
): Promise<AccountOverview> {
  return changing(client, async () => {
    const changed = await callApi<AccountOverview>("PATCH", `/api/accounts/${id}`, {
      body: changes,
      ...(signal && { signal }),
    });
    keep(client, changed);
    return changed;
  });
}

/** Ends a connection. What came over it stays. */
export async function disconnectAccount(
  client: QueryClient,
  id: string,
  { signal }: Options = {},
): Promise<void> {
  await changing(client, async () => {
    await callApi<null>("DELETE", `/api/accounts/${id}`, signal ? { signal } : {});
    client.setQueryData(accountQueries.list().queryKey, (accounts) =>
      accounts?.filter((account) => account.id !== id),
    );
  });
}

/** Tries the connection. What fails is told in the answer, it doesn't throw. */
export async function testConnection(client: QueryClient, id: string): Promise<ConnectionTest> {
  return changing(client, async () => {
    const lastTest = await callApi<ConnectionTest>("POST", `/api/accounts/${id}/test`);
    client.setQueryData(accountQueries.list().queryKey, (accounts) =>
      accounts?.map((account) => (account.id === id ? { ...account, lastTest } : account)),
    );
    return lastTest;
  });
}

/** Has everything read from the provider again, in the background. */
export async function synchroniseAgain(client: QueryClient, id: string): Promise<AccountOverview> {
  return changing(client, async () => {
    const account = await callApi<AccountOverview>("POST", `/api/accounts/${id}/sync`);
    keep(client, account);
    return account;
  });
}

/** Whatever came of it, also when nobody waited for the answer: what the server has now is asked for. */
async function changing<Answer>(client: QueryClient, change: () => Promise<Answer>): Promise<Answer> {
  try {
    // An answer that is on its way would write what was before over what is now.
    await client.cancelQueries({ queryKey: accountQueries.list().queryKey });
    return await change();
  } finally {
    for (const { queryKey } of [accountQueries.list(), healthQueries.health(), numberQueries.list()]) {
      void client.invalidateQueries({ queryKey });
    }
  }
}

function keep(client: QueryClient, account: AccountOverview): void {
  client.setQueryData(accountQueries.list().queryKey, (accounts = []) => {
    const isKnown = accounts.some(({ id }) => id === account.id);
    return isKnown
      ? accounts.map((known) => (known.id === account.id ? account : known))
      : [...accounts, account];
  });
}
