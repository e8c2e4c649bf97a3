import { describe, expect, it } from "vitest";
import {
  formatAgo,
  formatFullTime,
  formatMoment,
  formatRowTime,
  formatSince,
  formatWaiting,
  speakWaiting,
} from "@/lib/client/format-time";

const timeZone = "America/Los_Angeles";
/** Friday, November 20 2026, 9:16 AM in Portland. */
const now = Date.parse("2026-11-20T17:16:00Z");
const minutes = (count: number) => count * 60_000;

describe("the time in a row", () => {
  it.each([
    ["2026-11-20T16:52:00Z", "8:52 AM"],
    ["2026-11-20T08:01:00Z", "12:01 AM"],
    ["2026-11-20T07:59:00Z", "Yesterday"],
    ["2026-11-18T20:00:00Z", "Wed"],
    ["2026-11-14T20:00:00Z", "Sat"],
    ["2026-11-13T20:00:00Z", "Nov 13"],
    ["2026-11-09T20:00:00Z", "Nov 9"],
    ["2025-04-03T20:00:00Z", "Apr 2025"],
    // A clock that is behind the server's must not call the present "tomorrow".
    ["2026-11-20T17:17:00Z", "9:17 AM"],
  ])("%s is %s", (iso, words) => {
    expect(formatRowTime(iso, { now, timeZone })).toBe(words);
  });

  it("counts calendar days of the zone, also over a change of the clocks", () => {
    const afterChange = Date.parse("2026-11-01T20:00:00Z");
    expect(formatRowTime("2026-11-01T06:30:00Z", { now: afterChange, timeZone })).toBe("Yesterday");
    expect(formatRowTime("2026-11-01T07:30:00Z", { now: afterChange, timeZone })).toBe("12:30 AM");
  });

  it("is told in full for who wants to know", () => {
    expect(formatFullTime("2026-11-20T16:52:00Z", timeZone)).toBe("Friday, November 20, 2026 at 8:52 AM");
  });
});

describe("a time inside a sentence", () => {
  it.each([
    ["2026-11-20T17:12:00Z", "today, 9:12 AM", "9:12 AM"],
    ["2026-11-20T07:59:00Z", "yesterday, 11:59 PM", "yesterday, 11:59 PM"],
    ["2026-11-09T20:00:00Z", "Nov 9, 12:00 PM", "Nov 9, 12:00 PM"],
    ["2025-04-03T20:00:00Z", "Apr 3, 2025, 1:00 PM", "Apr 3, 2025, 1:00 PM"],
  ])("%s is %s, and since %s", (iso, moment, since) => {
    expect(formatMoment(iso, { now, timeZone })).toBe(moment);
    expect(formatSince(iso, { now, timeZone })).toBe(since);
  });

  it.each([
    [-5_000, "just now"],
    [59_000, "just now"],
    [minutes(2), "2 min ago"],
    [minutes(61), "1 h ago"],
    [minutes(60 * 47), "47 h ago"],
    [minutes(60 * 50), "2 d ago"],
  ])("%d ms ago is %s", (milliseconds, words) => {
    expect(formatAgo(new Date(now - milliseconds).toISOString(), { now })).toBe(words);
  });
});

describe("how long somebody has waited", () => {
  it.each([
    [0, "1 m", "1 minute"],
    [minutes(24), "24 m", "24 minutes"],
    [minutes(60), "1 h", "1 hour"],
    [minutes(88), "1 h 28 m", "1 hour 28 minutes"],
    [minutes(60 * 24 * 3 + 60 * 4 + 5), "3 d 4 h", "3 days 4 hours"],
  ])("%d ms is %s", (milliseconds, written, spoken) => {
    expect(formatWaiting(milliseconds)).toBe(written);
    expect(speakWaiting(milliseconds)).toBe(spoken);
  });
});
