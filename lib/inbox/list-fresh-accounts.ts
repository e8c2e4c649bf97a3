import { listAccounts } from "@/lib/db/accounts";
import type { Account } from "@/lib/domain/account";

/** Polling leaves at most five minutes between two looks while nobody is there. Later than this, it isn't running. */
const SILENT_AFTER_MS = 8 * 60_000;

/** The connected accounts. One that hasn't been read for long is lagging, even if nobody was there to note it. */
export async function listFreshAccounts(): Promise<Account[]> {
  const now = Date.now();
  return (await listAccounts()).map((account) => {
    const isSilent = account.lastSyncAt !== null && now - Date.parse(account.lastSyncAt) > SILENT_AFTER_MS;
    const isThoughtWell = account.state === "live" || account.state === "backfilling";
    if (!isThoughtWell || !isSilent) return account;
    return { ...account, state: "lagging", error: "Nothing was read from the provider for some time." };
  });
}
