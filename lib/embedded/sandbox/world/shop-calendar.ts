const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const OPENS_MINUTE = 8 * 60;
const CLOSES_MINUTE = 18 * 60;
const SUNDAY = 0;

/** What a clock on the shop's wall shows, Pacific time. `day` counts days since 1970, `weekday` 0 is Sunday. */
type WallTime = { day: number; weekday: number; minute: number; month: number; year: number };

/** The wall time in the shop at a moment (ms since 1970). */
export function wallTime(at: number): WallTime {
  const local = new Date(at - pacificOffsetMs(at));
  return {
    day: Math.floor(local.getTime() / DAY_MS),
    weekday: local.getUTCDay(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    month: local.getUTCMonth(),
    year: local.getUTCFullYear(),
  };
}

/** The moment when the shop's clock shows `minute` (of the day) on a day counted since 1970. */
function momentOf(day: number, minute: number): number {
  const asUtc = day * DAY_MS + minute * MINUTE_MS;
  return asUtc + pacificOffsetMs(asUtc + 8 * HOUR_MS);
}

/** The moment `daysAgo` days before `now`'s day, at a time such as "16:12" on the shop's clock. */
export function daysBefore(now: number, daysAgo: number, time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return momentOf(wallTime(now).day - daysAgo, Number(hours) * 60 + Number(minutes));
}

/** The latest opening moment at or before `at`, a little before closing when `at` is outside opening hours. */
export function latestOpenMoment(at: number, minutesBeforeClosing: number): number {
  const { day, minute, weekday } = wallTime(at);
  if (weekday !== SUNDAY && minute >= OPENS_MINUTE && minute < CLOSES_MINUTE) return at;
  const sameDay = weekday !== SUNDAY && minute >= CLOSES_MINUTE;
  const previous = weekday === 1 ? day - 2 : day - 1;
  return momentOf(sameDay ? day : previous, CLOSES_MINUTE - minutesBeforeClosing);
}

/** The latest moment at or before `at` when people text: 7 in the morning to 10 at night. */
export function latestWakingMoment(at: number, minutesBeforeNight: number): number {
  const { day, minute } = wallTime(at);
  const night = 22 * 60;
  if (minute >= 7 * 60 && minute < night) return at;
  return momentOf(minute >= night ? day : day - 1, night - minutesBeforeNight);
}

/** The season of a sale, as its name says. */
export function seasonAt(at: number): "spring" | "summer" | "fall" | "winter" {
  const { month } = wallTime(at);
  if (month >= 2 && month <= 4) return "spring";
  if (month >= 5 && month <= 7) return "summer";
  return month >= 8 && month <= 10 ? "fall" : "winter";
}

const HOLIDAYS: readonly (readonly [lastMonth: number, name: string])[] = [
  [0, "New Year's Day"],
  [3, "Easter"],
  [4, "Memorial Day"],
  [6, "the Fourth"],
  [8, "Labor Day"],
  [10, "Thanksgiving"],
  [11, "Christmas Eve"],
];

/** The holiday people ask about next. */
export function nextHoliday(at: number): string {
  const { month } = wallTime(at);
  return HOLIDAYS.find(([lastMonth]) => month <= lastMonth)?.[1] ?? "the holidays";
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export function monthName(at: number): string {
  return MONTHS[wallTime(at).month] ?? "next month";
}

/** Pacific time behind UTC: 7 hours from the second Sunday of March to the first of November, else 8. */
function pacificOffsetMs(at: number): number {
  const year = new Date(at - 8 * HOUR_MS).getUTCFullYear();
  const starts = Date.UTC(year, 2, nthSunday(year, 2, 2), 10);
  const ends = Date.UTC(year, 10, nthSunday(year, 10, 1), 9);
  return (at >= starts && at < ends ? 7 : 8) * HOUR_MS;
}

function nthSunday(year: number, month: number, nth: number): number {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return 1 + ((7 - first) % 7) + (nth - 1) * 7;
}
