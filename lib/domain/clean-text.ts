/**
 * Text as it can be kept: half of a surrogate pair (a cut emoji) becomes the replacement character, zero bytes go.
 * Postgres refuses both, and one such text must not hold up the page it came with.
 */
export function cleanText(input: string): string {
  return input.toWellFormed().replaceAll("\0", "");
}
