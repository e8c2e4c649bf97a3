import { spawn } from "node:child_process";
import { PROJECT } from "../setup/project.mjs";

/**
 * Runs a JavaScript program with its output on the terminal.
 * @param {string[]} args
 * @param {Record<string, string>} [variables] on top of the environment
 * @returns {Promise<number>} its exit code
 */
export function runShown(args, variables = {}) {
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, args, { cwd: PROJECT, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
