import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ClaimedError, takeClaim } from "./claim.mjs";
import { PROJECT } from "./project.mjs";
import { note } from "./steps.mjs";

const RETRY_MS = 500;

/**
 * Does set-up work on this checkout (installing, generating, building) while no other command does the same.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupClaim(work) {
  const claim = await waitForClaim(claimFile());
  try {
    return await work();
  } finally {
    claim.release();
  }
}

/**
 * @param {string} file
 * @returns {Promise<import("./claim.mjs").Claim>}
 */
async function waitForClaim(file) {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await takeClaim(file)).claim;
    } catch (error) {
      if (!(error instanceof ClaimedError)) throw error;
      if (attempt === 0) note("Waiting for another Replydesk command to finish setting up here");
      await sleep(RETRY_MS);
    }
  }
}

/**
 * Outside the checkout, as the work may replace node_modules and .next; one for each user, as /tmp is everybody's.
 * @returns {string}
 */
function claimFile() {
  const name = createHash("sha256").update(PROJECT).digest("hex").slice(0, 12);
  return path.join(tmpdir(), `replydesk-setup-${process.getuid?.() ?? "user"}-${name}.json`);
}
