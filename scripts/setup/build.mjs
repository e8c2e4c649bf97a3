import { existsSync, readdirSync, rmSync } from "node:fs";
import { isBuildInUse } from "./build-users.mjs";
import { fingerprint, isStamped, writeStamp } from "./fingerprint.mjs";
import { PersonError } from "./person-error.mjs";
import { inProject } from "./project.mjs";
import { runNode } from "./run-tool.mjs";
import { step } from "./steps.mjs";

const SOURCE_FOLDERS = ["app", "components", "generated", "public"];
/** Runs beside the application, never inside it. */
const NOT_BUNDLED = "embedded";
const CONFIG_FILES = /\.(ts|mts|mjs|json)$/;
/** Top-level files that have no part in a build. */
const OTHER_FILES = /^(eslint|knip|playwright|vitest|prisma|\.)|\.tsbuildinfo$|^next-env\.d\.ts$/;

/**
 * The second is for sources that changed while a server still serves the first. Both are named in tsconfig.json's
 * "include": Next.js would write them there otherwise.
 */
const BUILD_FOLDERS = [".next", ".next-aside"];

/**
 * Builds the web application when its sources changed since the last build. A build that a server is running from is
 * never replaced.
 * @returns {Promise<string>} the folder with the current build, relative to the checkout
 */
export async function buildApplication() {
  const current = sourcesFingerprint();
  const built = BUILD_FOLDERS.find((folder) => isBuilt(folder, current));
  if (built) return built;
  const unused = BUILD_FOLDERS.find((folder) => !isBuildInUse(folder));
  if (!unused)
    throw new PersonError("Two Replydesk servers run from older builds of this checkout. Stop one of them.");
  await build(unused, current);
  return unused;
}

/**
 * @param {string} folder
 * @param {string} current
 * @returns {Promise<void>}
 */
async function build(folder, current) {
  rmSync(stampIn(folder), { force: true });
  await step("Building the application (about a minute, once per version)", () =>
    runNode([inProject("node_modules", "next", "dist", "bin", "next"), "build"], {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      REPLYDESK_DIST_DIR: folder,
    }),
  );
  writeStamp(stampIn(folder), current);
}

/**
 * @param {string} folder
 * @param {string} current
 * @returns {boolean} whether the folder holds a build of the sources as they are
 */
function isBuilt(folder, current) {
  return existsSync(inProject(folder, "BUILD_ID")) && isStamped(stampIn(folder), current);
}

/**
 * @param {string} folder
 * @returns {string}
 */
function stampIn(folder) {
  return inProject(folder, "replydesk-sources");
}

/**
 * @returns {string}
 */
function sourcesFingerprint() {
  const configs = readdirSync(inProject()).filter(
    (name) => CONFIG_FILES.test(name) && !OTHER_FILES.test(name),
  );
  const inlined = Object.entries(process.env)
    .filter(([name]) => name.startsWith("NEXT_PUBLIC_"))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const libraries = readdirSync(inProject("lib")).filter((name) => name !== NOT_BUNDLED);
  return fingerprint([...SOURCE_FOLDERS, ...libraries.map((name) => `lib/${name}`), ...configs], inlined);
}
