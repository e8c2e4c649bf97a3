/**
 * How the tests of one runner ended.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/**
 * A runner can fail without a failed test, for one when its set-up throws or a file doesn't load: that counts as one.
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
export function withRunner(tally, exitCode) {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {Tally[]} tallies
 * @returns {{ line: string, isGood: boolean }} the line people and programs read, and whether all is well
 */
export function summarize(tallies) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  const skipped = tallies.reduce((sum, tally) => sum + tally.skipped, 0);
  const counts = [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  return { line: counts.join(", "), isGood: failed === 0 && passed > 0 };
}
