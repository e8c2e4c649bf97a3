import { describe, expect, it, test } from "vitest";
import type { LookSituation } from "@/lib/db/look-situation";
import { afterHappening, type Pace } from "@/lib/domain/pace";
import { BudgetExhausted } from "@/lib/domain/request-budget";
import { EAGER, nextLookAt } from "@/lib/inbox/look-schedule";
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
    [601, 3_600],
    [3_599, 3_600],
  ])("%i s after the send is next due after %i s", (age, next) => {
    expect(nextStatusLook(start, after(age))).toEqual(after(next));
  });

  it("of older sends waits for others, to share a call with them", () => {
    const sentAt = after(17);
    expect(nextStatusLook(sentAt, after(200))).toEqual(after(900));
    expect(nextStatusLook(after(250), after(500))).toEqual(after(900));
  });

  it("ends after an hour", () => {
    expect(nextStatusLook(start, after(3_600))).toBeNull();
    expect(nextStatusLook(start, after(1_000_000))).toBeNull();
  });

  it("is due soon for a send whose clock is ahead of ours", () => {
    expect(nextStatusLook(after(60), start)).toEqual(after(70));
  });
});

describe("looking for what is new", () => {
  const calm: LookSituation = {
    pace: { at: start, credit: 2 },
    isSubscribed: true,
    isWatched: true,
    unannouncedSince: null,
    wantedSince: null,
    statusDueAt: null,
  };
  const secondsTo = (changes: Partial<LookSituation>, now = start) =>
    (nextLookAt({ ...calm, ...changes }, now).getTime() - start.getTime()) / 1_000;

  test.each<[string, Partial<LookSituation>, number]>([
    ["a minute after the last time while all is well", {}, 60],
    ["five minutes after it while nobody is there", { isWatched: false }, 300],
    ["every five seconds without webhooks", { isSubscribed: false }, 5],
    [
      "every half a minute without webhooks and without anybody",
      { isSubscribed: false, isWatched: false },
      30,
    ],
    ["when a text that wasn't announced yet should have been", { unannouncedSince: after(-5) }, 10],
    ["every five seconds once it wasn't", { unannouncedSince: after(-15) }, 5],
    ["ten seconds after the last time for what it didn't bring", { wantedSince: after(-30) }, 10],
    ["when what is wanted has waited for company", { wantedSince: after(20) }, 23],
    ["when a delivery state is due", { statusDueAt: after(40) }, 40],
    ["with the calm rhythm for what is due later", { statusDueAt: after(90) }, 60],
    [
      "as soon as the rhythm allows when it was asked for often",
      { statusDueAt: after(1), pace: { at: start, credit: 0.2 } },
      24,
    ],
  ])("happens %s", (_name, changes, seconds) => {
    expect(secondsTo(changes)).toBe(seconds);
  });

  it("happens at once the first time", () => {
    expect(nextLookAt({ ...calm, pace: { at: null, credit: 0 } }, start).getTime()).toBeLessThan(
      start.getTime(),
    );
  });

  it("happens at most every 30 s in the long run, however much is wanted", () => {
    let pace: Pace = { at: null, credit: 0 };
    let now = start;
    let looks = 0;
    const end = after(3_600);
    while (now < end) {
      pace = afterHappening(pace, EAGER, now);
      looks += 1;
      now = nextLookAt({ ...calm, pace, wantedSince: start, statusDueAt: start }, now);
    }
    expect(looks).toBeGreaterThan(110);
    expect(looks).toBeLessThanOrEqual(3_600 / 30 + 6);
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
