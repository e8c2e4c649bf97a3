import { existsSync } from "node:fs";
import { fingerprint, isStamped, writeStamp } from "./fingerprint.mjs";
import { inProject } from "./project.mjs";
import { runNode } from "./run-tool.mjs";
import { step } from "./steps.mjs";

/**
 * Generates the Prisma client when the schema or Prisma changed since the last time.
 * @returns {Promise<void>}
 */
export async function generatePrismaClient() {
  const current = fingerprint(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  const stamp = inProject("generated", ".stamp");
  if (existsSync(inProject("generated", "prisma", "client.ts")) && isStamped(stamp, current)) return;
  await step("Generating the database client", () =>
    runNode([inProject("node_modules", "prisma", "build", "index.js"), "generate"], {
      ...process.env,
      // Prisma would download its schema engine, which generating a client never calls. Any program will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    }),
  );
  writeStamp(stamp, current);
}
