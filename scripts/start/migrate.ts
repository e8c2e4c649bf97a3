import { applyMigrations } from "../database/apply-migrations";
import { note } from "../setup/steps.mjs";

/** Migrates a database and says so when there was something to do. Throws a MigrationError when it can't be done. */
export async function migrate(databaseUrl: string): Promise<void> {
  const applied = await applyMigrations(databaseUrl);
  if (applied.length > 0) note(`Migrated the database (${applied.join(", ")})`);
}
