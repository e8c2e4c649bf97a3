import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const NEEDS_POSTGRES = ["tests/integration/**/*.test.{ts,tsx}"];
const SPEAKS_TO_SANDBOX = ["tests/contract/**/*.test.ts"];
const FAULTS = ["tests/faults/**/*.test.ts"];
/** They bring down the database of everybody beside them. */
const POSTGRES_FAULTS = ["tests/faults/postgres/**/*.test.ts"];

export default defineConfig({
  resolve: {
    alias: { "@": here(".") },
  },
  test: {
    // They wait more than they work: for Postgres, for the sandbox, for processes of their own.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Some of these start a sandbox of their own; a busy machine may take its time.
          testTimeout: 30_000,
          include: ["{tests,lib,scripts,components,app}/**/*.test.{ts,tsx}"],
          exclude: [...NEEDS_POSTGRES, ...SPEAKS_TO_SANDBOX, ...FAULTS, "tests/e2e/**"],
        },
      },
      {
        extends: true,
        test: { name: "contract", include: SPEAKS_TO_SANDBOX, testTimeout: 20_000, hookTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: NEEDS_POSTGRES,
          globalSetup: ["tests/setup/global-postgres.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          include: FAULTS,
          exclude: POSTGRES_FAULTS,
          globalSetup: ["tests/setup/global-postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "faults-postgres",
          include: POSTGRES_FAULTS,
          globalSetup: ["tests/setup/global-postgres.ts"],
          fileParallelism: false,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
