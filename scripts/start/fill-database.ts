import { spawn } from "node:child_process";
import { runningOn, takeDataFolder } from "../setup/data-folder.mjs";
import type { Lifecycle } from "../setup/lifecycle.mjs";
import { PROJECT, inProject } from "../setup/project.mjs";
import type { Settings } from "../setup/settings.mjs";
import { step } from "../setup/steps.mjs";
import { childEnvironment } from "./child-environment";
import { migrate } from "./migrate";
import { openEmbeddedDatabase } from "./open-embedded-database";
import { environmentOf } from "./running-environment";

/**
 * `npm run db:fill -- …`: fills the database that the environment names, else that of the data folder, whether a
 * server is running on it or not. Arguments go to scripts/db-fill.ts.
 */
export async function fillDatabase(settings: Settings, lifecycle: Lifecycle, args: string[]): Promise<void> {
  const environment = await databaseEnvironment(settings, lifecycle);
  const child = spawn(process.execPath, ["--import", "tsx", inProject("scripts", "db-fill.ts"), ...args], {
    cwd: PROJECT,
    env: childEnvironment(environment),
    stdio: "inherit",
  });
  lifecycle.onStop(() => void child.kill());
  const code = await new Promise((resolve) => child.once("exit", resolve));
  // Not awaited: stopping waits for this very function to end.
  void lifecycle.stop(code === 0 ? 0 : 1);
}

async function databaseEnvironment(
  settings: Settings,
  lifecycle: Lifecycle,
): Promise<Record<string, string>> {
  if (settings.databaseUrl) {
    await migrate(settings.databaseUrl);
    return {};
  }
  const running = environmentOf(await runningOn(settings.dataFolder));
  if (running) return running;
  await takeDataFolder(settings.dataFolder, lifecycle);
  const database = await step("Starting the database", () => openEmbeddedDatabase(settings, lifecycle));
  await migrate(database.url);
  return database.environment;
}
