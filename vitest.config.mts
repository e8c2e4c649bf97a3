import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const NEEDS_POSTGRES = ["tests/integration/**/*.test.{ts,tsx}"];
const SPEAKS_TO_SANDBOX = ["tests/contract/**/*.test.ts"];

export default defineConfig({
  resolve: {
    alias: { "@": here(".") },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Some of these start a sandbox of their own; a busy machine may take its time.
          testTimeout: 30_000,
          include: ["{tests,lib,scripts,components,app}/**/*.test.{ts,tsx}"],
          exclude: [...NEEDS_POSTGRES, ...SPEAKS_TO_SANDBOX, "tests/e2e/**"],
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
    ],
  },
});
