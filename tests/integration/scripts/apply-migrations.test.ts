import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMigrations } from "@/scripts/database/apply-migrations";
import { readMigrations } from "@/scripts/database/migration-files";
import { freshDatabase } from "@/tests/setup/database";
import { createHash } from "node:crypto";

const file = (name: string, sql: string) => ({
  name,
  sql,
  checksum: createHash("sha256").update(sql).digest("hex"),
});

describe("applying migrations", () => {
  let url: string;
  let client: pg.Client;

  beforeAll(async () => {
    url = await freshDatabase();
    client = new pg.Client({ connectionString: url });
    await client.connect();
  });
  afterAll(() => client.end());

  const tableExists = async (name: string) => {
    const { rows } = await client.query<{ found: string | null }>("select to_regclass($1) as found", [name]);
    return rows[0]?.found !== null;
  };

  it("finds nothing to do in a database that is up to date", async () => {
    expect(await applyMigrations(url)).toEqual([]);
  });

  it("sets up the job queue as well", async () => {
    expect(await tableExists("graphile_worker.jobs")).toBe(true);
  });

  it("applies a new one once when several processes start together", async () => {
    const files = [...(await readMigrations()), file("90000000000001_once", "create table once ();")];
    const applied = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url, files)));
    expect(applied.flat()).toEqual(["90000000000001_once"]);
  });

  it("keeps nothing of one that fails, and says where it failed", async () => {
    const broken = file("90000000000002_broken", "create table half ();\nselect * from nowhere;");
    const files = [...(await readMigrations()), file("90000000000001_once", "create table once ();"), broken];
    await expect(applyMigrations(url, files)).rejects.toThrow(
      /90000000000002_broken failed in line 2: relation "nowhere"/,
    );
    expect(await tableExists("half")).toBe(false);
    files[files.length - 1] = file("90000000000002_broken", "create table half ();");
    expect(await applyMigrations(url, files)).toEqual(["90000000000002_broken"]);
  });

  it("refuses a file that was edited after it ran", async () => {
    const files = [
      ...(await readMigrations()),
      file("90000000000001_once", "create table once (added int);"),
      file("90000000000002_broken", "create table half ();"),
    ];
    await expect(applyMigrations(url, files)).rejects.toThrow(/90000000000001_once.*was changed after/);
  });

  it("refuses a database that a newer version has migrated", async () => {
    await expect(applyMigrations(url)).rejects.toThrow(/newer version/);
  });

  it("refuses one that Prisma's command line left unfinished", async () => {
    await client.query("delete from _prisma_migrations where migration_name like '9%'");
    await client.query(
      "update _prisma_migrations set finished_at = null where migration_name = (select max(migration_name) from _prisma_migrations)",
    );
    await expect(applyMigrations(url)).rejects.toThrow(/never finished/);
  });
});
