import { postgresBinaries } from "./binaries";
import { clusterFolder } from "./cluster-folder";
import { clusterExists, createCluster } from "./create-cluster";
import { serverUser } from "./server-user";
import { startCluster, type RunningCluster } from "./start-cluster";

/**
 * Starts the Postgres that belongs to a data folder (an existing one), making its database on the first call.
 * `password` is that of the database's one user and must be the same every time. Survives crashes of every kind
 * before it; one caller a data folder at a time.
 */
export async function startEmbeddedCluster(dataFolder: string, password: string): Promise<RunningCluster> {
  const user = await serverUser();
  const binaries = await postgresBinaries(user);
  const folder = await clusterFolder(dataFolder, user);
  const cluster = { folder, binaries, user, password, durable: true };
  if (!(await clusterExists(folder, binaries))) await createCluster(cluster);
  return startCluster(cluster);
}
