import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineBindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { z } from "zod";

/** The bindings' own declarations leave out how they are connected to their WebAssembly. */
const glueSchema = z.object({
  __wbg_set_wasm: z.custom<(exports: WebAssembly.Exports) => void>((value) => typeof value === "function"),
});
const startSchema = z.object({
  __wbindgen_start: z.custom<() => void>((value) => typeof value === "function"),
});

/**
 * The SQL that turns a database of one Prisma schema into one of another; "" when there is no difference. Prisma's
 * own schema engine, as WebAssembly, so nothing is downloaded. It asks the database at `databaseUrl` for its version
 * and changes nothing there.
 */
export async function diffSchemas(from: string, to: string, databaseUrl: string): Promise<string> {
  await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const engine = await engineBindings.SchemaEngine.new(
    { datamodels: [["schema.prisma", to]] },
    () => undefined,
    adapter,
  );
  try {
    const { stdout } = await engine.diff({
      from: datamodel(from),
      to: datamodel(to),
      script: true,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the engine still insists on it
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (stdout ?? "").trim();
    return sql === "-- This is an empty migration." ? "" : sql;
  } finally {
    engine.free();
  }
}

function datamodel(content: string): engineBindings.DiffTarget {
  if (content.trim() === "") return { tag: "empty" };
  return { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content }] };
}

async function loadEngine(): Promise<void> {
  const require = createRequire(import.meta.url);
  const bindings = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = await WebAssembly.compile(
    new Uint8Array(await readFile(bindings.replace(/\.js$/, ".wasm"))),
  );
  const imports = { "./schema_engine_bg.js": { ...engineBindings } };
  const { exports } = await WebAssembly.instantiate(module, imports);
  glueSchema.parse(engineBindings).__wbg_set_wasm(exports);
  startSchema.parse(exports).__wbindgen_start();
}
