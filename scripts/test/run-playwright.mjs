import { readFileSync } from "node:fs";
import { inProject } from "../setup/project.mjs";
import { runShown } from "./run-shown.mjs";
import { withRunner } from "./tally.mjs";

/**
 * End-to-end tests in a real browser, over the application as it is shipped.
 * @param {string} report where to write the counts
 * @param {string} browser
 * @returns {Promise<import("./tally.mjs").Tally>}
 */
export async function runPlaywright(report, browser) {
  const exitCode = await runShown(
    [inProject("node_modules", "@playwright", "test", "cli.js"), "test", "--reporter=list,json"],
    { CHROME_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  return withRunner(readTally(report), exitCode);
}

/**
 * @param {string} report
 * @returns {import("./tally.mjs").Tally}
 */
function readTally(report) {
  try {
    const { stats } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
