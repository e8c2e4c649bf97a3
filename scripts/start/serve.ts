import path from "node:path";
import type { Claim } from "../setup/claim.mjs";
import { noteChild } from "../setup/leftovers.mjs";
import type { Lifecycle } from "../setup/lifecycle.mjs";
import { choosePort } from "../setup/port.mjs";
import type { Settings } from "../setup/settings.mjs";
import { note, step } from "../setup/steps.mjs";
import { childEnvironment, demoEnvironment } from "./child-environment";
import { migrate } from "./migrate";
import { openEmbeddedDatabase, type OpenDatabase } from "./open-embedded-database";
import { runScript } from "./run-script";
import { startSandbox } from "./start-sandbox";
import { startWebServer } from "./start-web-server";

export interface Serving {
  settings: Settings;
  /** Charge of the data folder; undefined with a database of one's own. */
  claim: Claim | undefined;
  lifecycle: Lifecycle;
  /** The build to serve; undefined: the development server. */
  buildFolder: string | undefined;
}

/** Starts everything the product consists of, in order, and says where it is. */
export async function serve({ settings, claim, lifecycle, buildFolder }: Serving): Promise<void> {
  const database = await openDatabase(settings, lifecycle);
  lifecycle.throwIfStopping();
  await migrate(database.url);
  lifecycle.throwIfStopping();

  const sandbox = database.isDemo
    ? await step("Starting the sandbox provider", () => startSandbox(lifecycle, settings.dataFolder))
    : undefined;
  const children = sandbox ? [noteChild("sandbox", sandbox.pid)] : [];
  const port = await choosePort(settings);
  const environment = {
    ...database.environment,
    ...(sandbox && demoEnvironment(sandbox, settings.host, port)),
    PORT: String(port),
  };
  claim?.note({ children, environment, controlUrl: sandbox?.controlUrl });
  lifecycle.throwIfStopping();

  const env = childEnvironment(environment, buildFolder ? "production" : "development");
  await step("Preparing accounts", () => runScript("scripts/seed.ts", [], env));
  lifecycle.throwIfStopping();
  const logFile =
    database.isEmbedded && buildFolder ? path.join(settings.dataFolder, "web-server.log") : undefined;
  const server = { host: settings.host, port, env, buildFolder, logFile };
  const pid = await announced(logFile !== undefined, () => startWebServer(lifecycle, server));
  const url = `http://localhost:${port}`;
  claim?.note({ url, children: [...children, noteChild("web server", pid)] });
  if (database.isDemo) note(`This is a demo with invented customers; its logins are on ${url}/login`);
  console.log(`Replydesk is ready at ${url}`);
  if (database.isDemo) dressDemo(lifecycle, env);
}

/** A server that logs to the terminal would write into the line of a step. */
function announced<T>(isQuiet: boolean, work: () => Promise<T>): Promise<T> {
  const label = "Starting the web server";
  if (isQuiet) return step(label, work);
  note(label);
  return work();
}

/** The demo's labels, owners and notes come when its conversations are here. Without them the demo works as well. */
function dressDemo(lifecycle: Lifecycle, env: NodeJS.ProcessEnv): void {
  runScript("scripts/demo/dress-demo.ts", [], env).catch((error: unknown) => {
    if (!lifecycle.stopping.aborted) note(`The demo's labels and notes are missing: ${String(error)}`);
  });
}

function openDatabase(settings: Settings, lifecycle: Lifecycle): Promise<OpenDatabase> {
  const url = settings.databaseUrl;
  if (url)
    return Promise.resolve({ isEmbedded: false, isDemo: false, url, environment: { DATABASE_URL: url } });
  return step("Starting the database", () => openEmbeddedDatabase(settings, lifecycle));
}
