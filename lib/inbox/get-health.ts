import { listAccounts } from "@/lib/db/accounts";
import { isDatabaseUp } from "@/lib/db/database";
import { isWorkerAlive } from "@/lib/db/workers";
import type { Account, Health } from "@/lib/domain/account";

export async function getAccounts(): Promise<Account[]> {
  return listAccounts();
}

/** Whether everything that has to run is running, and how fresh each account is. */
export async function getHealth({ withNames }: { withNames: boolean }): Promise<Health> {
  if (!(await isDatabaseUp())) return { status: "degraded", database: "down", worker: "down", accounts: [] };
  const [accounts, workerIsAlive] = await Promise.all([listAccounts(), isWorkerAlive()]);
  const isWell =
    workerIsAlive && accounts.every((account) => account.state === "live" || account.state === "backfilling");
  return {
    status: isWell ? "ok" : "degraded",
    database: "ok",
    worker: workerIsAlive ? "ok" : "down",
    accounts: accounts.map(({ id, name, provider, state, progress, lastSyncAt, error }) => ({
      id,
      provider,
      state,
      progress,
      lastSyncAt,
      ...(withNames && { name, error }),
    })),
  };
}
