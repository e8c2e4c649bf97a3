import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { processIdentity } from "../../lib/embedded/process-identity.mjs";
import { inProject } from "./project.mjs";

/**
 * Notes that a process serves from a build, which is then left alone for as long as the process lives.
 * @param {string} buildFolder relative to the checkout
 * @param {number} pid
 * @returns {void}
 */
export function noteBuildUser(buildFolder, pid) {
  const folder = notesIn(buildFolder);
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) if (!isRunning(folder, old)) rmSync(path.join(folder, old));
  writeFileSync(path.join(folder, String(pid)), processIdentity(pid) ?? "");
}

/**
 * @param {string} buildFolder relative to the checkout
 * @returns {boolean} whether some living process serves from it
 */
export function isBuildInUse(buildFolder) {
  const folder = notesIn(buildFolder);
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((pid) => isRunning(folder, pid));
}

/**
 * @param {string} folder
 * @param {string} pid
 * @returns {boolean}
 */
function isRunning(folder, pid) {
  return readFileSync(path.join(folder, pid), "utf8") === processIdentity(Number(pid));
}

/**
 * @param {string} buildFolder
 * @returns {string}
 */
function notesIn(buildFolder) {
  return inProject(buildFolder, "served-by");
}
