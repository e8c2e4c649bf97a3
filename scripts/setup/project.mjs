import path from "node:path";

/** The folder of this checkout. Scripts work from any current directory. */
export const PROJECT = path.resolve(import.meta.dirname, "..", "..");

/**
 * A path inside the checkout.
 * @param {...string} parts
 * @returns {string}
 */
export function inProject(...parts) {
  return path.join(PROJECT, ...parts);
}
