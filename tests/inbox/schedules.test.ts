import { describe, expect, it, test } from "vitest";
import { BudgetExhausted } from "@/lib/domain/request-budget";
import { AccountStopped } from "@/lib/inbox/open-provider";
import { explainPushProblem, waitAfter } from "@/lib/inbox/provider-trouble";
import { nextPushAttempt } from "@/lib/inbox/push-schedule";
import { nextStatusLook } from "@/lib/inbox/status-schedule";
import { ProviderError } from "@/lib/providers/provider-error";

const start = new Date("2026-11-21T12:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

describe("looking for a delivery state", () => {
  test.each([
    [0, 10],
    [10, 30],
    [29, 30],
    [31, 120],
    [120, 600],
    [3_599, 3_600],
  ])("%i s after the send is next due after %i s", (age, next) => {
    expect(nextStatusLook(start, after(age))).toEqual(after(next));
  });

  it("ends after an hour", () => {
    expect(nextStatusLook(start, after(3_600))).toBeNull();
    expect(nextStatusLook(start, after(1_000_000))).toBeNull();
  });

  it("is due soon for a send whose clock is ahead of ours", () => {
    expect(nextStatusLook(after(60), start)).toEqual(after(70));
  });
});

describe("trying a push again", () => {
  test.each([
    [1, 5],
    [2, 15],
    [3, 60],
    [4, 300],
    [5, 900],
    [6, 3_600],
    [50, 3_600],
  ])("after %i failures waits %i s", (failures, wait) => {
    expect(nextPushAttempt(start, failures, start)).toEqual(after(wait));
  });

  it("is given up a day after it was wanted", () => {
    expect(nextPushAttempt(start, 30, after(24 * 3_600))).not.toBeNull();
    expect(nextPushAttempt(start, 30, after(24 * 3_600 + 1))).toBeNull();
  });
});

describe("work that had to stop", () => {
  test.each([
    ["no request is left", new BudgetExhausted(1_500), 1_500],
    ["the provider limits us", new ProviderError("rate_limited", "Slow down", { retryAfterMs: 700 }), 700],
    ["it doesn't say for how long", new ProviderError("rate_limited", "Slow down"), 1_000],
    ["the account is stopped", new AccountStopped("a1"), 30_000],
    ["the provider refuses", new ProviderError("refused", "No"), null],
    ["an answer was lost", new ProviderError("answer_lost", "Cut"), null],
    ["it has a mistake", new TypeError("undefined is not a function"), null],
  ])("because %s comes back in that time, or fails", (_name, error, waitMs) => {
    expect(waitAfter(error)).toBe(waitMs);
  });

  it("says why in words for people, and hides no mistake of ours", () => {
    expect(explainPushProblem(new AccountStopped("a1"))).toBe("The account's password was rejected.");
    expect(explainPushProblem(new ProviderError("refused", "Not allowed"))).toBe("Not allowed");
    const mistake = new TypeError("undefined is not a function");
    expect(() => explainPushProblem(mistake)).toThrow(mistake);
  });
});
