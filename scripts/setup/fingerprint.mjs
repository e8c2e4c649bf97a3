import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "./project.mjs";

/**
 * A hash over the names and contents of files and of everything in folders; missing ones count as empty.
 * @param {string[]} paths relative to the checkout
 * @param {string[]} [alsoMatters] texts that belong to it, such as versions
 * @returns {string}
 */
export function fingerprint(paths, alsoMatters = []) {
  const hash = createHash("sha256").update(JSON.stringify(alsoMatters));
  for (const file of paths.flatMap(filesIn).sort()) {
    const content = readFileSync(inProject(file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} relative
 * @returns {string[]}
 */
function filesIn(relative) {
  const absolute = inProject(relative);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [relative];
  return readdirSync(absolute).flatMap((name) => filesIn(path.join(relative, name)));
}

/**
 * Whether a stamp file holds exactly this text, that is, whether what it stands for is current.
 * @param {string} file absolute
 * @param {string} text
 * @returns {boolean}
 */
export function isStamped(file, text) {
  return existsSync(file) && readFileSync(file, "utf8") === text;
}

/**
 * @param {string} file absolute, in a folder that exists
 * @param {string} text
 * @returns {void}
 */
export function writeStamp(file, text) {
  writeFileSync(file, text);
}
