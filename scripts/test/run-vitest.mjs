import { readFileSync } from "node:fs";
import { inProject } from "../setup/project.mjs";
import { runShown } from "./run-shown.mjs";
import { withRunner } from "./tally.mjs";

/**
 * Unit, contract and integration tests.
 * @param {string} report where to write the counts
 * @returns {Promise<import("./tally.mjs").Tally>}
 */
export async function runVitest(report) {
  const exitCode = await runShown([
    inProject("node_modules", "vitest", "vitest.mjs"),
    ...["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
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
