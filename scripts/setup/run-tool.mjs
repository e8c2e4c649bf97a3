import { spawn } from "node:child_process";
import path from "node:path";
import { PersonError } from "./person-error.mjs";
import { PROJECT } from "./project.mjs";

const SHOWN_LINES = 60;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs a program of the tool chain silently; when it fails, the error carries the end of what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} what it printed
 */
export async function runTool(command, args, env = process.env) {
  const child = spawn(command, args, { cwd: PROJECT, env, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => (output += chunk));
  }
  try {
    const outcome = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve(signal ?? code));
    });
    if (outcome === 0) return output;
    const end = output.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n");
    throw new PersonError(`${end}\n(${describe(command, args)} ended with ${outcome})`);
  } finally {
    running.delete(child);
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {string} the command as a person would type it
 */
function describe(command, args) {
  const words = [path.basename(command), ...args];
  return words.join(" ").replaceAll(`${PROJECT}${path.sep}`, "");
}

/**
 * Runs a JavaScript program with this very Node.js.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} what it printed
 */
export function runNode(args, env) {
  return runTool(process.execPath, args, env);
}

/**
 * Ends whatever `runTool` is waiting for; its callers see it fail.
 * @returns {void}
 */
export function endRunningTools() {
  for (const child of running) child.kill("SIGTERM");
}
