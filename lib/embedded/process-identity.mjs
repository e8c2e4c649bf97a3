import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Whether a process with this id exists (a zombie, dead but not yet collected by its parent, doesn't count).
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const stat = linuxStat(pid);
  // A zombie with threads left is still closing its files and sockets.
  return stat === undefined || stat.state !== "Z" || stat.threads > 1;
}

/**
 * A text that stays the same for the life of a process and differs for whichever process gets its number next.
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process
 */
export function processIdentity(pid) {
  if (!isAlive(pid)) return undefined;
  if (process.platform === "linux") return linuxStat(pid)?.startedAtTick;
  return ps(pid, "lstart=");
}

/**
 * Program and arguments of a running process, separated by spaces.
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process
 */
export function commandLine(pid) {
  if (!isAlive(pid)) return undefined;
  if (process.platform !== "linux") return ps(pid, "command=");
  return readProc(pid, "cmdline")?.replaceAll("\0", " ").trim();
}

/**
 * @param {number} pid
 * @returns {{ state: string, threads: number, startedAtTick: string } | undefined}
 */
function linuxStat(pid) {
  const text = readProc(pid, "stat");
  if (text === undefined) return undefined;
  // "pid (name) state …": the name may hold spaces and brackets, so fields are counted from the last bracket.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", threads: Number(fields[17]), startedAtTick: fields[19] ?? "" };
}

/**
 * @param {number} pid
 * @param {string} file
 * @returns {string | undefined}
 */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @param {string} column
 * @returns {string | undefined}
 */
function ps(pid, column) {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
