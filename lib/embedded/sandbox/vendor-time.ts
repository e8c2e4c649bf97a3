/** A moment as the vendor writes it: `2026-09-14T17:06:31.042+00:00` (vendor notes: seen live in webhooks). */
export function vendorTime(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "+00:00");
}

const OFFSET_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Milliseconds of an ISO 8601 time with an offset; undefined when it isn't one.
 * A `+` that was not URL-encoded arrives as a space and is refused, as the notes warn.
 */
export function parseVendorTime(text: string): number | undefined {
  const ms = OFFSET_TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
