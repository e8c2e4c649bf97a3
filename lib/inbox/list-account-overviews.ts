import { listNumbersOfAccounts, listStandings } from "@/lib/db/account-overview";
import { limitPerMinute } from "@/lib/db/request-budget";
import type { AccountOverview } from "@/lib/domain/account";
import { notFound } from "@/lib/domain/errors";
import { listFreshAccounts } from "./list-fresh-accounts";

/** Every connected account, with what stands open in it. */
export async function listAccountOverviews(): Promise<AccountOverview[]> {
  const [accounts, standings, numbers] = await Promise.all([
    listFreshAccounts(),
    listStandings(),
    listNumbersOfAccounts(),
  ]);
  return accounts.map((account) => {
    const standing = standings.find(({ accountId }) => accountId === account.id);
    return {
      ...account,
      fromEnvironment: standing?.fromEnvironment ?? false,
      waitingSends: standing?.waitingSends ?? 0,
      unknownSends: standing?.unknownSends ?? 0,
      givenUpPushes: standing?.givenUpPushes ?? 0,
      quarantinedWebhooks: standing?.quarantinedWebhooks ?? 0,
      numbers: numbers
        .filter(({ accountId }) => accountId === account.id)
        .map(({ number, name, active }) => ({ number, name, active })),
      requests: {
        limitPerMinute: Math.round(limitPerMinute(account.budgetShare)),
        lastMinute: standing?.requestsLastMinute ?? 0,
        pausedUntil: standing?.pausedUntil?.toISOString() ?? null,
      },
    };
  });
}

/** @throws DomainError `not_found` */
export async function getAccountOverview(id: string): Promise<AccountOverview> {
  const overview = (await listAccountOverviews()).find((account) => account.id === id);
  if (!overview) throw notFound("account");
  return overview;
}
