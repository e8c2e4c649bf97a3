import { readFileSync } from "node:fs";
import { inProject } from "../setup/project.mjs";
import { runShown } from "./run-shown.mjs";
import { withRunner } from "./tally.mjs";

/**
 * Unit, contract, integration and fault tests.
 * @param {string} report where to write the counts
 * @param {string[]} [options] which of them, in Vitest's words; all unless told
 * @returns {Promise<import("./tally.mjs").Tally>}
 */
export async function runVitest(report, options = []) {
  const exitCode = await runShown([
    inProject("node_modules", "vitest", "vitest.mjs"),
    ...["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ...options,
  ]);
  return withRunner(readTally(report), exitCode);
}

/**
 * @param {string} report
 * @returns {import("./tally.mjs").Tally}
 */
function readTally(report) {
  try {
    const counts = JSON.parse(readFileSync(report, "utf8"));
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests,
      skipped: counts.numPendingTests + counts.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
