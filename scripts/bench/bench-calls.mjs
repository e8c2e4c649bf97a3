import { explain } from "../setup/person-error.mjs";
import { prepareCheckout } from "../setup/prepare-checkout.mjs";
import { inProject } from "../setup/project.mjs";
import { note } from "../setup/steps.mjs";
import { runShown } from "../test/run-shown.mjs";

/**
 * `npm run bench:calls`: how often the provider is called on a working day, in three ways, and how soon texts show.
 * @param {string[]} options those of calls-bench.ts
 * @returns {Promise<void>}
 */
export async function benchCalls(options) {
  try {
    await prepareCheckout({ packages: "production", build: false });
    note("Living through three working days and one with missing webhooks (about half an hour)");
    process.exitCode = await runShown([
      "--import",
      "tsx",
      inProject("scripts", "bench", "calls-bench.ts"),
      ...options,
    ]);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
