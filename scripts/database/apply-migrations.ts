import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { readMigrations, type MigrationFile } from "./migration-files";
import { MigrationError, pendingMigrations, recordMigration } from "./migration-history";

/** Any number of processes may start at once: one migrates, the others wait for this lock and find nothing to do. */
const MIGRATION_LOCK = 713_200_000;

/**
 * Brings a database up to date: our tables, then the job queue's. Returns the names of the migrations applied. Each
 * one and the note that it ran are one transaction, so a failed or interrupted one leaves the database as it was and
 * may simply be tried again. Throws a MigrationError with a message for people.
 */
export async function applyMigrations(databaseUrl: string, files?: MigrationFile[]): Promise<string[]> {
  const client = await connect(databaseUrl);
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const pending = await pendingMigrations(client, files ?? (await readMigrations()));
    for (const file of pending) await applyMigration(client, file);
    await runMigrations({ connectionString: databaseUrl, logger: silentLogger });
    return pending.map((file) => file.name);
  } finally {
    // Ending the session also gives the lock back.
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return client;
  } catch (error) {
    const { hostname, port, pathname } = new URL(databaseUrl);
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Can't open the database ${hostname}:${port || "5432"}${pathname}: ${reason}`, {
      cause: error,
    });
  }
}

async function applyMigration(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query("begin");
  try {
    await client.query(file.sql);
    await recordMigration(client, file);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new MigrationError(`${describe(file, error)}\nNothing of this migration was kept.`, {
      cause: error,
    });
  }
}

function describe(file: MigrationFile, error: unknown): string {
  const heading = `The migration ${file.name} failed`;
  if (!(error instanceof pg.DatabaseError)) return `${heading}: ${String(error)}`;
  const line = error.position === undefined ? "" : ` in line ${lineOf(file.sql, Number(error.position))}`;
  return [`${heading}${line}: ${error.message}`, error.detail, error.hint].filter(Boolean).join("\n");
}

function lineOf(sql: string, position: number): number {
  return sql.slice(0, position).split("\n").length;
}

const silentLogger = new Logger(() => () => undefined);
