import type { Client } from "pg";
import { z } from "zod";
import type { MigrationFile } from "./migration-files";

/** A migration can't be applied as things are; the message is meant for the person at the terminal. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/** Prisma's own table, word for word, so that its command line reads ours and we read its. */
const HISTORY_TABLE = `
  create table if not exists _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

const recordSchema = z.object({ name: z.string(), checksum: z.string(), finished: z.boolean() });
type MigrationRecord = z.infer<typeof recordSchema>;

/**
 * Which of `files` the database still lacks. Throws a MigrationError when its history and the files don't fit: one
 * failed half-way, was edited after it ran, or comes from a newer version.
 */
export async function pendingMigrations(client: Client, files: MigrationFile[]): Promise<MigrationFile[]> {
  await client.query(HISTORY_TABLE);
  const applied = await readHistory(client);
  for (const record of applied) checkRecord(record, files);
  const names = new Set(applied.map((record) => record.name));
  return files.filter((file) => !names.has(file.name));
}

/** Notes that a migration was applied; call it in the migration's own transaction. */
export async function recordMigration(client: Client, file: MigrationFile): Promise<void> {
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values (gen_random_uuid()::text, $1, $2, now(), clock_timestamp(), 1)`,
    [file.checksum, file.name],
  );
}

async function readHistory(client: Client): Promise<MigrationRecord[]> {
  const { rows } = await client.query(
    `select migration_name as name, checksum, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
  return z.array(recordSchema).parse(rows);
}

function checkRecord(record: MigrationRecord, files: MigrationFile[]): void {
  const file = files.find((candidate) => candidate.name === record.name);
  if (!record.finished) {
    throw new MigrationError(
      `The migration ${record.name} was begun by another program and never finished. Look at the database, then ` +
        `mark it with \`npx prisma migrate resolve --rolled-back ${record.name}\` (or --applied).`,
    );
  }
  if (!file) {
    throw new MigrationError(
      `The database has the migration ${record.name}, which this version of Replydesk doesn't know: ` +
        "it was last used by a newer version. Start that version, or restore a backup.",
    );
  }
  if (file.checksum !== record.checksum) {
    throw new MigrationError(
      `prisma/migrations/${record.name}/migration.sql was changed after it was applied to this database. ` +
        "Restore the file and put the change into a new migration (npm run db:migration -- name).",
    );
  }
}
