import type { TestProject } from "vitest/node";
import { ensureDatabase } from "@/lib/embedded/postgres/ensure-database";
import { startTemporaryCluster } from "@/lib/embedded/postgres/temporary-cluster";
import { applyMigrations } from "@/scripts/database/apply-migrations";

const TEMPLATE_DATABASE = "template_replydesk";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: { adminUrl: string; templateDatabase: string };
  }
}

/** One real Postgres for the whole run with a migrated database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTemporaryCluster();
  try {
    await ensureDatabase(cluster.url("postgres"), TEMPLATE_DATABASE);
    await applyMigrations(cluster.url(TEMPLATE_DATABASE));
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  project.provide("postgres", {
    adminUrl: cluster.url("postgres"),
    templateDatabase: TEMPLATE_DATABASE,
  });
  return () => cluster.stop();
}
