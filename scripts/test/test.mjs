import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureBrowser } from "../setup/browser.mjs";
import { explain } from "../setup/person-error.mjs";
import { prepareCheckout } from "../setup/prepare-checkout.mjs";
import { note } from "../setup/steps.mjs";
import { runPlaywright } from "./run-playwright.mjs";
import { runVitest } from "./run-vitest.mjs";
import { summarize } from "./tally.mjs";

/**
 * `npm test`: everything the tests need, then all of them; the last line counts them. Fails when one fails, and also
 * when none ran.
 * @returns {Promise<void>}
 */
export async function test() {
  const reports = mkdtempSync(path.join(tmpdir(), "replydesk-reports-"));
  try {
    await prepareCheckout({ packages: "all", build: true });
    const browser = await ensureBrowser();
    note(`Browser tests run in ${browser}`);
    const vitest = await runVitest(path.join(reports, "vitest.json"));
    const playwright = await runPlaywright(path.join(reports, "playwright.json"), browser);
    const { line, isGood } = summarize([vitest, playwright]);
    console.log(`\n${line}`);
    process.exitCode = isGood ? 0 : 1;
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}
