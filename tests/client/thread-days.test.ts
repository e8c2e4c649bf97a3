import { describe, expect, it } from "vitest";
import { isJoined, keyOf, timelineDays } from "@/components/thread/timeline-days";
import { formatDay } from "@/components/thread/times";
import { aMessage, anEvent, anInbound, aNote } from "./a-message";

const portland = "America/Los_Angeles";

describe("cutting a thread into days", () => {
  it("goes by the viewer's zone, not by UTC", () => {
    const items = [
      anInbound({ id: "1", at: "2026-11-20T07:59:00.000Z" }),
      anInbound({ id: "2", at: "2026-11-20T08:01:00.000Z" }),
      anEvent({ id: "3", at: "2026-11-21T07:00:00.000Z" }),
    ];
    const days = timelineDays(items, portland).map(({ key, items: of }) => [key, of.map(({ id }) => id)]);
    expect(days).toEqual([
      ["2026-11-19", ["1"]],
      ["2026-11-20", ["2", "3"]],
    ]);
    expect(timelineDays(items, "UTC").map(({ key }) => key)).toEqual(["2026-11-20", "2026-11-21"]);
  });

  it("has no days without items", () => {
    expect(timelineDays([], portland)).toEqual([]);
  });
});

describe("the words of a day", () => {
  const clock = { now: Date.parse("2026-11-20T17:16:00.000Z"), timeZone: portland };

  it.each([
    ["2026-11-20", "Today"],
    ["2026-11-19", "Yesterday"],
    ["2026-11-17", "Tuesday, November 17"],
    ["2025-03-03", "Monday, March 3, 2025"],
  ])("%s is %s", (day, words) => {
    expect(formatDay(day, clock)).toBe(words);
  });

  it("knows yesterday across the end of summer time", () => {
    const now = Date.parse("2026-11-02T09:00:00.000Z");
    expect(formatDay("2026-11-01", { now, timeZone: portland })).toBe("Yesterday");
  });
});

describe("joining texts", () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 16, minutes)).toISOString();

  it("joins one sender's within three minutes", () => {
    expect(isJoined(anInbound({ at: at(0) }), anInbound({ at: at(3) }))).toBe(true);
    expect(isJoined(anInbound({ at: at(0) }), anInbound({ at: at(4) }))).toBe(false);
  });

  it("keeps senders apart, also two of ours", () => {
    const leo = aMessage({ at: at(0) });
    expect(isJoined(leo, anInbound({ at: at(1) }))).toBe(false);
    expect(isJoined(leo, aMessage({ at: at(1), author: { id: "maya", name: "Maya Okafor" } }))).toBe(false);
    expect(isJoined(leo, aMessage({ at: at(1) }))).toBe(true);
  });

  it("leaves a text that needs words of its own alone", () => {
    for (const status of ["queued", "sending", "unknown", "failed"] as const) {
      expect(isJoined(aMessage({ at: at(0), status }), aMessage({ at: at(1) }))).toBe(false);
    }
  });

  it("joins nothing with notes, events and the ends of a day", () => {
    expect(isJoined(aNote(), aMessage())).toBe(false);
    expect(isJoined(aMessage(), anEvent())).toBe(false);
    expect(isJoined(undefined, aMessage())).toBe(false);
    expect(isJoined(aMessage(), undefined)).toBe(false);
  });
});

it("gives a bubble and the message it becomes the same key", () => {
  const bubble = aMessage({ id: "client", clientId: "client", status: "queued" });
  expect(keyOf(bubble)).toBe(keyOf({ ...bubble, id: "from-the-server" }));
});
