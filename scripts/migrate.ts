import { applyMigrations } from "./database/apply-migrations";
import { MigrationError } from "./database/migration-history";

/** `npm run db:migrate`: migrates the database that DATABASE_URL names. */
const url = process.env.DATABASE_URL;
if (!url) {
  console.error("Set DATABASE_URL to the database to migrate.");
  process.exit(1);
}
try {
  const applied = await applyMigrations(url);
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
} catch (error) {
  console.error(error instanceof MigrationError ? error.message : error);
  process.exit(1);
}
