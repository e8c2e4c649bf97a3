import { describe, expect, it, test } from "vitest";
import {
  failureCodeSchema,
  isFinalStatus,
  messageStatusSchema,
  newMessageSchema,
  rankOfStatus,
} from "@/lib/domain/message";

describe("a status", () => {
  const way = ["scheduled", "queued", "sending", "unknown", "sent", "failed", "delivered"] as const;

  it("ranks higher the more is known, and a delivery report above a refusal", () => {
    const ranks = way.map(rankOfStatus);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(way.length);
  });

  it("of a text from a customer gives way to nothing", () => {
    expect(Math.max(...messageStatusSchema.options.map(rankOfStatus))).toBe(rankOfStatus("received"));
  });

  it("is final when nothing more will be learned", () => {
    expect(messageStatusSchema.options.filter(isFinalStatus)).toEqual(["received", "delivered", "failed"]);
  });
});

describe("a new message", () => {
  const whole = { clientId: "5f1c1f0a-7f3e-4b1a-9d38-0d3f5e1c2b3a", text: "Hi" };

  test.each([
    ["as little as it needs", {}],
    ["nothing seen yet", { lastSeenMessageId: null }],
    ["a time with an offset", { sendAt: "2026-11-21T09:00:00+01:00" }],
    ["a file", { uploadIds: ["1"] }],
    ["fields of later versions", { mood: "cheerful" }],
  ])("is understood with %s", (_name, fields) => {
    expect(newMessageSchema.safeParse({ ...whole, ...fields }).success).toBe(true);
  });

  test.each([
    ["no clientId", { clientId: undefined }],
    ["a clientId that is no uuid", { clientId: "1" }],
    ["no text", { text: undefined }],
    ["a text that is a number", { text: 5 }],
    ["two files", { uploadIds: ["1", "2"] }],
    ["a time that is none", { sendAt: "tomorrow" }],
    ["a time without a zone", { sendAt: "2026-11-21T09:00:00" }],
  ])("is unreadable with %s", (_name, fields) => {
    expect(newMessageSchema.safeParse({ ...whole, ...fields }).success).toBe(false);
  });
});

test("every reason for a failure has a name of its own", () => {
  expect(new Set(failureCodeSchema.options).size).toBe(failureCodeSchema.options.length);
});
