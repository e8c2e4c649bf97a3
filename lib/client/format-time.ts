const DAY_MS = 86_400_000;
const WEEK_DAYS = 6;

/** Dates and times as people here read them. The zone is an argument: server and browser must write the same. */
interface Clock {
  /** Milliseconds since the epoch. */
  now: number;
  /** IANA name, such as `America/Los_Angeles`. */
  timeZone: string;
}

/** For a list row: "8:52 AM" today, "Yesterday", "Wed" this week, "Nov 9" this year, "Apr 2025" before. */
export function formatRowTime(iso: string, clock: Clock): string {
  const at = new Date(iso);
  const days = daysBetween(at, clock);
  if (days <= 0) return formatTimeOfDay(iso, clock.timeZone);
  if (days === 1) return "Yesterday";
  if (days <= WEEK_DAYS) return format(at, clock.timeZone, { weekday: "short" });
  if (yearOf(at, clock) === yearOf(new Date(clock.now), clock)) {
    return format(at, clock.timeZone, { month: "short", day: "numeric" });
  }
  return format(at, clock.timeZone, { month: "short", year: "numeric" });
}

/** "8:52 AM". */
export function formatTimeOfDay(iso: string, timeZone: string): string {
  return format(new Date(iso), timeZone, { hour: "numeric", minute: "2-digit" });
}

/** Inside a sentence: "today, 8:52 AM", "yesterday, 4:20 PM", "Nov 9, 4:20 PM", "Nov 9, 2025, 4:20 PM". */
export function formatMoment(iso: string, clock: Clock): string {
  const days = daysBetween(new Date(iso), clock);
  const time = formatTimeOfDay(iso, clock.timeZone);
  if (days <= 0) return `today, ${time}`;
  if (days === 1) return `yesterday, ${time}`;
  const isThisYear = yearOf(new Date(iso), clock) === yearOf(new Date(clock.now), clock);
  const year = isThisYear ? {} : { year: "numeric" as const };
  return `${format(new Date(iso), clock.timeZone, { month: "short", day: "numeric", ...year })}, ${time}`;
}

/** After "since": "8:52 AM" today, and as `formatMoment` for what is longer ago. */
export function formatSince(iso: string, clock: Clock): string {
  return formatMoment(iso, clock).replace(/^today, /, "");
}

/** How long ago: "just now", "12 min ago", "3 h ago", "2 d ago". */
export function formatAgo(iso: string, { now }: Pick<Clock, "now">): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(minutes / 1440)} d ago`;
}

/** "Friday, November 20, 2026 at 8:52 AM", for tooltips and screen readers. */
export function formatFullTime(iso: string, timeZone: string): string {
  return format(new Date(iso), timeZone, { dateStyle: "full", timeStyle: "short" });
}

/** How long somebody has waited: "24 m", "1 h 28 m", "3 d 4 h". Less than a minute counts as one. */
export function formatWaiting(milliseconds: number): string {
  return waitingParts(milliseconds)
    .map(({ amount, unit }) => `${amount} ${unit[0]}`)
    .join(" ");
}

/** The same for a screen reader: "24 minutes", "1 hour 28 minutes". */
export function speakWaiting(milliseconds: number): string {
  return waitingParts(milliseconds)
    .map(({ amount, unit }) => `${amount} ${unit}${amount === 1 ? "" : "s"}`)
    .join(" ");
}

function waitingParts(milliseconds: number): { amount: number; unit: "day" | "hour" | "minute" }[] {
  const total = Math.max(1, Math.floor(milliseconds / 60_000));
  const minutes = total % 60;
  const hours = Math.floor(total / 60) % 24;
  const days = Math.floor(total / 1440);
  const parts = [
    { amount: days, unit: "day" as const },
    { amount: hours, unit: "hour" as const },
    { amount: minutes, unit: "minute" as const },
  ];
  return parts.filter(({ amount }) => amount > 0).slice(0, 2);
}

function daysBetween(at: Date, { now, timeZone }: Clock): number {
  return Math.round((startOfDay(new Date(now), timeZone) - startOfDay(at, timeZone)) / DAY_MS);
}

/** Midnight of a moment's calendar day in a zone, as if that zone were UTC: differences are whole days. */
function startOfDay(at: Date, timeZone: string): number {
  const [year = 0, month = 1, day = 1] = calendarDay(at, timeZone).split("-").map(Number);
  return Date.UTC(year, month - 1, day);
}

/** "2026-11-20": the Swedish way of writing dates is ISO's. */
function calendarDay(at: Date, timeZone: string): string {
  return format(at, timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE");
}

function yearOf(at: Date, { timeZone }: Clock): string {
  return calendarDay(at, timeZone).slice(0, 4);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using one does, and every row needs one. */
function format(at: Date, timeZone: string, options: Intl.DateTimeFormatOptions, locale = "en-US"): string {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formatters.set(key, formatter);
  // Some engines put a narrow no-break space before AM, others a plain one.
  return formatter.format(at).replaceAll("\u202f", " ");
}
