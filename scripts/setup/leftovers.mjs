import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, processIdentity } from "../../lib/embedded/process-identity.mjs";

const POLITE_MS = 15_000;
const POLL_MS = 50;

/**
 * A process that a running Replydesk has started, noted so that the next start can tell it from a stranger with the
 * same number.
 * @typedef {{ name: string, pid: number, identity: string | undefined }} NotedChild
 */

/**
 * @param {string} name
 * @param {number} pid
 * @returns {NotedChild}
 */
export function noteChild(name, pid) {
  return { name, pid, identity: processIdentity(pid) };
}

/**
 * Ends what a Replydesk that was killed left running. Its parts end themselves when they notice; whatever doesn't
 * within a time is ended the hard way.
 * @param {unknown} children what the dead one had noted
 * @returns {Promise<void>}
 */
export async function endLeftovers(children) {
  const leftovers = asChildren(children).filter(isStillRunning);
  for (const child of leftovers) signal(child, "SIGTERM");
  const deadline = Date.now() + POLITE_MS;
  while (leftovers.some(isStillRunning) && Date.now() < deadline) await sleep(POLL_MS);
  for (const child of leftovers.filter(isStillRunning)) signal(child, "SIGKILL");
  while (leftovers.some(isStillRunning)) await sleep(POLL_MS);
}

/**
 * @param {unknown} value
 * @returns {NotedChild[]}
 */
function asChildren(value) {
  return Array.isArray(value) ? value.filter((child) => Number.isInteger(child?.pid) && child.identity) : [];
}

/**
 * @param {NotedChild} child
 * @returns {boolean}
 */
function isStillRunning(child) {
  return isAlive(child.pid) && processIdentity(child.pid) === child.identity;
}

/**
 * @param {NotedChild} child
 * @param {NodeJS.Signals} name
 * @returns {void}
 */
function signal(child, name) {
  try {
    process.kill(child.pid, name);
  } catch {
    // It ended between looking and signalling, which is what was wanted.
  }
}
