const PROGRESS_EVERY_MS = 5_000;
const WORTH_A_TIME_MS = 1_000;

/**
 * Does a piece of work and reports it in one line: what, the seconds while it lasts, how it ended.
 * @template T
 * @param {string} label what is being done: "Installing packages"
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  process.stdout.write(`• ${label} …`);
  const progress = setInterval(() => process.stdout.write(` ${seconds()}s`), PROGRESS_EVERY_MS);
  try {
    const result = await work();
    process.stdout.write(Date.now() - start < WORTH_A_TIME_MS ? " done\n" : ` done in ${seconds()}s\n`);
    return result;
  } catch (error) {
    process.stdout.write(" failed\n");
    throw error;
  } finally {
    clearInterval(progress);
  }
}

/**
 * A line of its own between the steps.
 * @param {string} text
 * @returns {void}
 */
export function note(text) {
  console.log(`• ${text}`);
}
