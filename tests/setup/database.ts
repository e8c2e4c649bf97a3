import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";

/**
 * A migrated, empty database of the calling test file's own; its connection string. It is dropped after the file's
 * tests, connections or not. Call it at the top of a file (`const url = await freshDatabase()`) or in a hook.
 */
export async function freshDatabase(): Promise<string> {
  const { adminUrl, templateDatabase } = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdmin(adminUrl, `create database ${name} template ${templateDatabase} strategy file_copy`);
  afterAll(() => asAdmin(adminUrl, `drop database if exists ${name} with (force)`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
