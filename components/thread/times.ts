import { formatTimeOfDay } from "@/lib/client/format-time";

const DAY_MS = 86_400_000;

/** `Sam Whitlock, 10:00 AM` and the like: the time of day, in a zone such as `America/Los_Angeles`. */
export { formatTimeOfDay as formatTime };

/**
 * What a day divider says: `Today`, `Yesterday`, `Tuesday, November 17`, `Monday, March 3, 2025`.
 * @param day as `dayKey` writes it
 */
export function formatDay(day: string, { now, timeZone }: { now: number; timeZone: string }): string {
  const today = dayKey(new Date(now).toISOString(), timeZone);
  if (day === today) return "Today";
  if (Date.parse(today) - Date.parse(day) === DAY_MS) return "Yesterday";
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  // The day as such, with no zone: midnight in UTC, written in UTC.
  return formatter("UTC", "en-US", {
    weekday: "long",
    month: "long",
    day: "numeric",
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(new Date(day));
}

/** The calendar day a moment falls on in a zone, as `2026-11-20`. */
export function dayKey(at: string, timeZone: string): string {
  // The Swedish way of writing dates is ISO's.
  return formatter(timeZone, "sv-SE", { year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(at),
  );
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using one does. */
function formatter(
  timeZone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${Object.keys(options).join()}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formatters.set(key, known);
  return known;
}
