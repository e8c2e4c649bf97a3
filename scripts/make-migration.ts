import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { startTemporaryCluster } from "../lib/embedded/postgres/temporary-cluster";
import { MIGRATIONS_FOLDER } from "./database/migration-files";
import { diffSchemas } from "./database/schema-engine";

/**
 * `npm run db:migration -- add-labels` writes the SQL for what changed in prisma/schema.prisma since the last
 * migration; read it, and add what Prisma's schema language can't say. `--check` only says whether something is
 * missing. The schema that the migrations add up to is kept beside them.
 */
const SCHEMA_FILE = path.join(MIGRATIONS_FOLDER, "..", "schema.prisma");
const MIGRATED_SCHEMA_FILE = path.join(MIGRATIONS_FOLDER, "migrated.prisma");

const argument = process.argv[2];
if (argument === undefined) {
  console.error("Name the migration: npm run db:migration -- add-labels");
  process.exit(1);
}
const schema = await readFile(SCHEMA_FILE, "utf8");
const migrated = await readFile(MIGRATED_SCHEMA_FILE, "utf8").catch(() => "");
const sql = await diff(migrated, schema);
if (argument === "--check") reportMissing(sql);
else await writeMigration(argument, sql);

async function diff(from: string, to: string): Promise<string> {
  const cluster = await startTemporaryCluster();
  try {
    return await diffSchemas(from, to, cluster.url("postgres"));
  } finally {
    await cluster.stop();
  }
}

function reportMissing(missing: string): void {
  if (missing === "") return;
  console.error(
    `prisma/schema.prisma has changes without a migration (npm run db:migration -- name):\n${missing}`,
  );
  process.exitCode = 1;
}

async function writeMigration(title: string, statements: string): Promise<void> {
  const time = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const name = `${time}_${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`;
  await mkdir(path.join(MIGRATIONS_FOLDER, name), { recursive: true });
  const text = statements === "" ? "-- Nothing changed in prisma/schema.prisma.\n" : `${statements}\n`;
  await writeFile(path.join(MIGRATIONS_FOLDER, name, "migration.sql"), text);
  await writeFile(MIGRATED_SCHEMA_FILE, schema);
  console.log(`Wrote prisma/migrations/${name}/migration.sql`);
}
