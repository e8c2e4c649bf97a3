import { isDatabaseUp } from "@/lib/db/database";
import { isWorkerAlive } from "@/lib/db/workers";
import type { Account, Health } from "@/lib/domain/account";
import { isDatabaseAway } from "@/lib/domain/database-away";
import { listFreshAccounts } from "./list-fresh-accounts";

/** Connections may be cut while we ask; a database that is up answers the next time. */
const TRIES = 3;

/** Whether everything that has to run is running, and how fresh each account is. */
export async function getHealth({ withNames }: { withNames: boolean }): Promise<Health> {
  const found = await look();
  if (!found) return { status: "degraded", database: "down", worker: "down", accounts: [] };
  const [accounts, workerIsAlive] = found;
  const isWell =
    workerIsAlive && accounts.every((account) => account.state === "live" || account.state === "backfilling");
  return {
    status: isWell ? "ok" : "degraded",
    database: "ok",
    worker: workerIsAlive ? "ok" : "down",
    accounts: accounts.map(({ id, name, provider, state, progress, lastSyncAt, error, stoppedAt }) => ({
      id,
      provider,
      state,
      progress,
      lastSyncAt,
      ...(withNames && { name, error, stoppedAt }),
    })),
  };
}

/** Null while the database is away. When it goes between two questions and is back already, both are asked again. */
async function look(): Promise<[Account[], boolean] | null> {
  for (let tries = 1; await isDatabaseUp(); tries += 1) {
    try {
      return await Promise.all([listFreshAccounts(), isWorkerAlive()]);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (tries === TRIES) return null;
    }
  }
  return null;
}
