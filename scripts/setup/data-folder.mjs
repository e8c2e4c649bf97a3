import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ClaimedError, readClaim, takeClaim } from "./claim.mjs";
import { endLeftovers } from "./leftovers.mjs";
import { PersonError } from "./person-error.mjs";

const CLAIM_FILE = "running.json";
const OWN_SETUP_FILE = "own-setup";
const STOPPING_DEADLINE_MS = 40_000;
const RETRY_MS = 300;

/**
 * Takes charge of a data folder (made when missing) and ends what a killed run left behind. Throws a PersonError,
 * having touched nothing, when a living Replydesk is in charge of it.
 * @param {string} folder
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle gives the folder back when it ends
 * @returns {Promise<import("./claim.mjs").Claim>}
 */
export async function takeDataFolder(folder, lifecycle) {
  // Postgres may run as another user and must be able to pass through; the secrets inside have their own modes.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const { claim, abandoned } = await waitForTurn(path.join(folder, CLAIM_FILE), lifecycle);
  lifecycle.stopping.addEventListener("abort", () => claim.note({ isStopping: true }));
  lifecycle.onStop(() => claim.release());
  await endLeftovers(abandoned?.children);
  return claim;
}

/**
 * What the Replydesk that is running on a data folder has noted about itself; undefined when none is.
 * @param {string} folder
 * @returns {Promise<import("./claim.mjs").ClaimNotes | undefined>}
 */
export function runningOn(folder) {
  return readClaim(path.join(folder, CLAIM_FILE));
}

/**
 * Whether this start is a demo: nothing is configured, and this folder was never used with anything configured.
 * Remembers the answer for later starts.
 * @param {import("./settings.mjs").Settings} settings
 * @returns {boolean}
 */
export function isDemo(settings) {
  const file = path.join(settings.dataFolder, OWN_SETUP_FILE);
  if (settings.isConfigured)
    writeFileSync(file, "This folder holds an installation of one's own, not the demo.\n");
  return !existsSync(file);
}

/**
 * @param {string} file
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<import("./claim.mjs").TakenClaim>}
 */
async function waitForTurn(file, lifecycle) {
  const deadline = Date.now() + STOPPING_DEADLINE_MS;
  for (let attempt = 0; ; attempt++) {
    lifecycle.throwIfStopping();
    try {
      return await takeClaim(file, () => lifecycle.checkParent());
    } catch (error) {
      if (!(error instanceof ClaimedError)) throw error;
      // The first question may have made the other one notice that its time is up: ask again before believing it.
      const isLeaving = attempt === 0 || error.notes.isStopping === true;
      if (!isLeaving || Date.now() > deadline) throw alreadyRunning(file, error.notes);
    }
    await sleep(RETRY_MS);
  }
}

/**
 * @param {string} file
 * @param {import("./claim.mjs").ClaimNotes} notes
 * @returns {PersonError}
 */
function alreadyRunning(file, notes) {
  const where = notes.url ? `running at ${notes.url}` : "starting";
  return new PersonError(
    `Replydesk is already ${where} (process ${notes.pid}) with the data folder ${path.dirname(file)}. ` +
      "Stop it first, or set REPLYDESK_DATA_DIR for a second one.",
  );
}
