import { startEmbeddedCluster } from "../../lib/embedded/postgres/embedded-cluster";
import { ensureDatabase } from "../../lib/embedded/postgres/ensure-database";
import type { RunningCluster } from "../../lib/embedded/postgres/start-cluster";
import type { Lifecycle } from "../setup/lifecycle.mjs";
import { watch } from "./child";

/** Starts the embedded Postgres of a data folder for as long as we live and makes sure that `database` exists. */
export async function startDatabase(
  lifecycle: Lifecycle,
  dataFolder: string,
  password: string,
  database: string,
): Promise<RunningCluster> {
  const cluster = await startEmbeddedCluster(dataFolder, password);
  lifecycle.onStop(() => cluster.stop());
  watch(lifecycle, "The database", cluster.process);
  await ensureDatabase(cluster.url("postgres"), database);
  return cluster;
}
