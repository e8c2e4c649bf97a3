import { once } from "node:events";
import { runningOn } from "../setup/data-folder.mjs";
import type { Lifecycle } from "../setup/lifecycle.mjs";
import { PersonError } from "../setup/person-error.mjs";
import { inProject } from "../setup/project.mjs";
import type { Settings } from "../setup/settings.mjs";
import { startChild } from "./child";
import { childEnvironment } from "./child-environment";
import { migrate } from "./migrate";
import { environmentOf } from "./running-environment";

const STOP_DEADLINE_MS = 15_000;

/** `npm run worker`: jobs in a process of their own, on DATABASE_URL or beside the server of the data folder. */
export async function runWorker(settings: Settings, lifecycle: Lifecycle): Promise<void> {
  const worker = startChild(lifecycle, {
    name: "The worker",
    args: ["--import", "tsx", inProject("scripts", "worker.ts")],
    env: childEnvironment(await databaseEnvironment(settings)),
    stdout: "inherit",
    deadlineMs: STOP_DEADLINE_MS,
  });
  await once(worker, "exit");
}

async function databaseEnvironment(settings: Settings): Promise<Record<string, string>> {
  if (settings.databaseUrl) {
    await migrate(settings.databaseUrl);
    return {};
  }
  const running = environmentOf(await runningOn(settings.dataFolder));
  if (running) return running;
  throw new PersonError(
    `No Replydesk is running with the data folder ${settings.dataFolder}. ` +
      "Start one first (npm start), or set DATABASE_URL.",
  );
}
