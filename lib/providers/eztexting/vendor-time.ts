const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Below this an epoch number is in seconds, above in milliseconds: 5138 or 1973. */
const SECONDS_BELOW = 1e11;

/**
 * Reads a time of EZ Texting. Seen: `2026-09-14T17:06:31.042+00:00` and `2026-06-18T15:09:12Z` (vendor notes
 * 2.6, 2.10). Inferred, and cheap to accept: `+0000`, no zone at all (taken as UTC), epoch numbers.
 * @returns null for anything else.
 */
export function parseVendorTime(value: unknown): Date | null {
  if (typeof value === "number") return valid(new Date(value < SECONDS_BELOW ? value * 1000 : value));
  if (typeof value !== "string") return null;
  const parts = ISO.exec(value.trim());
  if (!parts) return null;
  return valid(new Date(`${parts[1]}T${parts[2]}${zone(parts[3])}`));
}

/** A filter's time: whole seconds and a numeric offset, as in the documentation's own example. */
export function formatVendorTime(at: Date, round: "down" | "up"): string {
  const seconds = round === "down" ? Math.floor(at.getTime() / 1000) : Math.ceil(at.getTime() / 1000);
  return new Date(seconds * 1000).toISOString().replace(".000Z", "+00:00");
}

function zone(written: string | undefined): string {
  if (written === undefined || written.toUpperCase() === "Z") return "Z";
  const digits = written.replace(":", "").padEnd(5, "0");
  return `${digits.slice(0, 3)}:${digits.slice(3)}`;
}

function valid(date: Date): Date | null {
  return Number.isNaN(date.getTime()) ? null : date;
}
