import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { explain, PersonError } from "./person-error.mjs";
import { inProject } from "./project.mjs";
import { runNode, runTool } from "./run-tool.mjs";
import { note, step } from "./steps.mjs";

const INSTALLED_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The program to run browser tests with: CHROME_PATH, one found on the machine, or Playwright's own; undefined when
 * there is none that works.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const { chromium } = await import("@playwright/test");
  const candidates = [process.env.CHROME_PATH, ...INSTALLED_BROWSERS, chromium.executablePath()];
  return candidates.find((file) => file !== undefined && works(file));
}

/**
 * Like `findBrowser`, but gets one when there is none: Playwright's own, else, as root, the system's package.
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const problems = [];
  for (const getBrowser of [undefined, downloadPlaywrightBrowser, installDebianPackage]) {
    try {
      await getBrowser?.();
    } catch (error) {
      problems.push(explain(error));
      note("That did not work here");
    }
    const browser = await findBrowser();
    if (browser) return browser;
  }
  throw new PersonError(
    [
      "The browser tests need Chromium or Chrome, and none could be found or installed.",
      "Install one (Debian: apt-get install chromium) or name one you have in CHROME_PATH.",
      ...problems,
    ].join("\n\n"),
  );
}

/**
 * Being there is not enough: some systems put a stub in the browser's place, and libraries may be missing.
 * @param {string} file
 * @returns {boolean}
 */
function works(file) {
  return (
    existsSync(file) && spawnSync(file, ["--version"], { timeout: 20_000, stdio: "ignore" }).status === 0
  );
}

/** @returns {Promise<void>} */
async function downloadPlaywrightBrowser() {
  const playwright = inProject("node_modules", "@playwright", "test", "cli.js");
  const libraries = process.getuid?.() === 0 ? ["--with-deps"] : [];
  await step("Downloading a browser for the tests", () =>
    runNode([playwright, "install", ...libraries, "--no-shell", "chromium"]),
  );
}

/** @returns {Promise<void>} */
async function installDebianPackage() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await step("Installing the system's Chromium for the tests", async () => {
    await runTool("apt-get", ["update"], env);
    await runTool("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], env);
  });
}
