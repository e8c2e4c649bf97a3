import { startTemporaryCluster } from "../lib/embedded/postgres/temporary-cluster";
import { applyMigrations } from "./database/apply-migrations";

/** A migrated throw-away database for trying things: prints its DATABASE_URL and lives until Ctrl-C. */
const cluster = await startTemporaryCluster();
const url = cluster.url("postgres");
const keepAlive = setInterval(() => undefined, 60_000);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop());
try {
  await applyMigrations(url);
  console.log(`DATABASE_URL=${url}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
  await stop();
}

async function stop(): Promise<void> {
  clearInterval(keepAlive);
  await cluster.stop();
}
