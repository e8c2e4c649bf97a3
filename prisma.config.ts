import { defineConfig } from "prisma/config";

/**
 * For Prisma's own command line, which works on the same schema and migrations as `scripts/migrate.ts`.
 * Generating the client needs no database, so a missing DATABASE_URL is not an error here.
 */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
