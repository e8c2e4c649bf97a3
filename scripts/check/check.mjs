import { explain } from "../setup/person-error.mjs";
import { prepareCheckout } from "../setup/prepare-checkout.mjs";
import { inProject } from "../setup/project.mjs";
import { runNode } from "../setup/run-tool.mjs";
import { step } from "../setup/steps.mjs";

/**
 * One thing that must hold before a change is good.
 * @typedef {{ label: string, args: string[] }} Check
 */

/** @type {Check[]} */
const CHECKS = [
  { label: "Format", args: [tool("prettier", "bin/prettier.cjs"), "--check", "--log-level=warn", "."] },
  {
    label: "Import arrows",
    args: [
      tool("dependency-cruiser", "bin/dependency-cruise.mjs"),
      ...["--config", inProject(".dependency-cruiser.mjs"), "--output-type", "err-long"],
      ...["app", "components", "lib", "scripts", "instrumentation.ts", "proxy.ts"],
    ],
  },
  { label: "Unused code and dependencies", args: [tool("knip", "bin/knip.js"), "--no-config-hints"] },
  {
    label: "Migrations match the schema",
    args: ["--import", "tsx", inProject("scripts", "make-migration.ts"), "--check"],
  },
  {
    label: "Types",
    args: [tool("typescript", "bin/tsc"), "--noEmit", "--project", inProject("tsconfig.json")],
  },
  {
    label: "Lint",
    args: [
      tool("eslint", "bin/eslint.js"),
      ...["--max-warnings=0", "--cache", "--cache-location", inProject("node_modules", ".cache", "eslint")],
      ".",
    ],
  },
];

/**
 * `npm run check`: runs every check to its end, says what is wrong and fails when anything is.
 * @returns {Promise<void>}
 */
export async function check() {
  try {
    await prepareCheckout({ packages: "all", build: false });
    // Makes the types of routes and style sheets that tsc needs and a build would make.
    await runNode([tool("next", "dist/bin/next"), "typegen"], {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
    });
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
  /** @type {string[]} */
  const failed = [];
  for (const { label, args } of CHECKS) {
    await step(label, () => runNode(args)).catch((error) => {
      console.error(`${explain(error)}\n`);
      failed.push(label);
    });
  }
  console.log(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}.`);
  process.exit(failed.length === 0 ? 0 : 1);
}

/**
 * A program of an installed package.
 * @param {string} name
 * @param {string} file
 * @returns {string}
 */
function tool(name, file) {
  return inProject("node_modules", name, ...file.split("/"));
}
