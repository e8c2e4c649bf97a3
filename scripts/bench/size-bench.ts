import { randomBytes } from "node:crypto";
import pg from "pg";
import { ensureDatabase } from "@/lib/embedded/postgres/ensure-database";
import { startTemporaryCluster } from "@/lib/embedded/postgres/temporary-cluster";
import { applyMigrations } from "../database/apply-migrations";
import { fillInbox, type FillSize } from "../database/fill-inbox";
import { measureReads, type Reads } from "./measure-reads";

/** The same inbox, small and large. */
const SMALL: FillSize = { conversations: 1_000, messages: 6 };
const LARGE: FillSize = { conversations: 150_000, messages: 6 };

process.env.ENCRYPTION_KEY ??= randomBytes(32).toString("base64");
process.env.NEXTAUTH_SECRET ??= "bench";

const cluster = await startTemporaryCluster();
process.env.DATABASE_URL = cluster.url("postgres");
try {
  const small = await measureAt("bench_small", SMALL);
  const large = await measureAt("bench_large", LARGE);
  console.log(`Median of each read, ${LARGE.conversations} conversations against ${SMALL.conversations}:`);
  for (const [name, smallMs] of Object.entries(small)) {
    const largeMs = large[name] ?? Number.NaN;
    console.log(
      `  ${name.padEnd(28)} ${(largeMs / smallMs).toFixed(2)} ×  (${largeMs.toFixed(1)} ms against ${smallMs.toFixed(1)} ms)`,
    );
  }
} finally {
  await cluster.stop();
}

async function measureAt(database: string, size: FillSize): Promise<Reads> {
  await ensureDatabase(cluster.url("postgres"), database);
  const url = cluster.url(database);
  await applyMigrations(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fillInbox(client, size).finally(() => client.end());
  return measureReads(url);
}
