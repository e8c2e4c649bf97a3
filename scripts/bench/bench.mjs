import { explain } from "../setup/person-error.mjs";
import { prepareCheckout } from "../setup/prepare-checkout.mjs";
import { inProject } from "../setup/project.mjs";
import { runNode } from "../setup/run-tool.mjs";
import { note } from "../setup/steps.mjs";

/**
 * `npm run bench`: what is claimed about speed, measured here and now as ratios within one run.
 * @returns {Promise<void>}
 */
export async function bench() {
  try {
    await prepareCheckout({ packages: "production", build: false });
    note("Filling two databases and measuring (about two minutes)");
    console.log(
      await runNode(["--import", "tsx", inProject("scripts", "bench", "size-bench.ts")], process.env),
    );
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
