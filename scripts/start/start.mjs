import { prepareCheckout } from "../setup/prepare-checkout.mjs";
import { takeDataFolder } from "../setup/data-folder.mjs";
import { Lifecycle } from "../setup/lifecycle.mjs";
import { choosePort } from "../setup/port.mjs";
import { readSettings } from "../setup/settings.mjs";

/**
 * `npm start` and its relatives, from a checkout in any state: prepares it, then hands over to the TypeScript part,
 * which can only be loaded once the packages are installed.
 * @param {string[]} args `--dev` for the development server, `--worker` for jobs only, `--db-fill …` to fill a database
 * @returns {Promise<void>}
 */
export async function start(args) {
  const lifecycle = new Lifecycle();
  await lifecycle.run(async () => {
    if (args[0] === "--worker") return runBeside("run-worker", args.slice(1), lifecycle);
    if (args[0] === "--db-fill") return runBeside("fill-database", args.slice(1), lifecycle);
    await serve(args.includes("--dev"), lifecycle);
  });
}

/**
 * @param {boolean} isDevelopment
 * @param {Lifecycle} lifecycle
 * @returns {Promise<void>}
 */
async function serve(isDevelopment, lifecycle) {
  const settings = readSettings();
  const claim = settings.databaseUrl ? undefined : await takeDataFolder(settings.dataFolder, lifecycle);
  // Better to hear of it now than after the build.
  if (settings.port) await choosePort(settings);
  const packages = isDevelopment ? "all" : "production";
  const buildFolder = await prepareCheckout({ packages, build: !isDevelopment });
  lifecycle.throwIfStopping();
  const { serve: serveApplication } = await import("./serve.ts");
  await serveApplication({ settings, claim, lifecycle, buildFolder });
}

/**
 * A command that works on the database of a server, running or not.
 * @param {"run-worker" | "fill-database"} command
 * @param {string[]} args
 * @param {Lifecycle} lifecycle
 * @returns {Promise<void>}
 */
async function runBeside(command, args, lifecycle) {
  const settings = readSettings();
  await prepareCheckout({ packages: "production", build: false });
  lifecycle.throwIfStopping();
  if (command === "run-worker") {
    const { runWorker } = await import("./run-worker.ts");
    await runWorker(settings, lifecycle);
  } else {
    const { fillDatabase } = await import("./fill-database.ts");
    await fillDatabase(settings, lifecycle, args);
  }
}
