import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "./project.mjs";
import { runNode, runTool } from "./run-tool.mjs";
import { step } from "./steps.mjs";

/**
 * Which packages a command needs: "production" to run the product, "all" for its tests and checks too.
 * @typedef {"production" | "all"} PackageSet
 */

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Makes sure that the packages of package-lock.json are installed. A larger set satisfies a smaller one; what the
 * running copy of the product has loaded is left in place when only packages for development are added.
 * @param {PackageSet} set
 * @returns {Promise<void>}
 */
export async function installPackages(set) {
  if (isInstalled(set)) return;
  if (set === "all" && isInstalled("production")) {
    await step("Adding the packages for development", () =>
      npm(["install", "--no-save", "--include=dev", ...QUIET]),
    );
    return;
  }
  const which = set === "all" ? "--include=dev" : "--omit=dev";
  await step("Installing packages (a minute or two, once)", () => npm(["ci", which, ...QUIET]));
}

/**
 * Goes by npm's own record of what it put into node_modules, which it writes last of all.
 * @param {PackageSet} set
 * @returns {boolean}
 */
function isInstalled(set) {
  const record = inProject("node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = readLock(inProject("package-lock.json")).packages;
  const installed = readLock(record).packages;
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === "" || entry.link) return true;
    if (set === "production" && (entry.dev || entry.devOptional)) return true;
    const present = installed[folder];
    // Packages for other platforms are optional and rightly absent.
    return present ? present.version === entry.version : entry.optional || entry.devOptional || false;
  });
}

/**
 * @param {string} file
 * @returns {Lock}
 */
function readLock(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * @param {string[]} args
 * @returns {Promise<string>}
 */
function npm(args) {
  const program = npmProgram();
  return program ? runNode([program, ...args]) : runTool("npm", args);
}

/**
 * npm's own file: the one that runs this script, else the one that came with this Node.js.
 * @returns {string | undefined}
 */
function npmProgram() {
  const candidates = [
    process.env.npm_execpath,
    path.resolve(process.execPath, "..", "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    path.resolve(process.execPath, "..", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  return candidates.find((file) => file !== undefined && /npm-cli\.js$/.test(file) && existsSync(file));
}
