import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { explain } from "../setup/person-error.mjs";
import { prepareCheckout } from "../setup/prepare-checkout.mjs";
import { runVitest } from "./run-vitest.mjs";
import { summarize } from "./tally.mjs";

/**
 * `npm run test:faults`: everything that can go wrong between us and a provider, in the long form: more strikes, every
 * step of a send, hundreds of random interleavings. Ends like `npm test`.
 * @returns {Promise<void>}
 */
export async function testFaults() {
  const reports = mkdtempSync(path.join(tmpdir(), "replydesk-reports-"));
  try {
    await prepareCheckout({ packages: "all", build: false });
    process.env.REPLYDESK_FAULTS = "long";
    const { line, isGood } = summarize([
      await runVitest(path.join(reports, "vitest.json"), ["--project=faults*"]),
    ]);
    console.log(`\n${line}`);
    process.exitCode = isGood ? 0 : 1;
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}
