import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

/** One folder of `prisma/migrations`. */
export interface MigrationFile {
  name: string;
  sql: string;
  /** SHA-256 of the SQL in hex, as Prisma's own command line records it. */
  checksum: string;
}

export const MIGRATIONS_FOLDER = path.join(import.meta.dirname, "..", "..", "prisma", "migrations");

/** The migrations of this version in the order they apply: their names begin with a time. */
export async function readMigrations(folder = MIGRATIONS_FOLDER): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<MigrationFile> {
  const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}
