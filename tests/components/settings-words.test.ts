import { describe, expect, it } from "vitest";
import { outcomeOf, rejectionOf, testedWords } from "@/components/settings/accounts/account-words";
import { accountChanges } from "@/components/settings/accounts/account-changes";
import { summarize, topOfScale } from "@/components/settings/accounts/usage-summary";
import { formatSize } from "@/components/settings/quarantine/format-size";
import { visibleText } from "@/components/settings/quarantine/visible-text";
import { problemsOf } from "@/components/ui/form-problems";
import { ApiError, NetworkError } from "@/lib/client/api";
import type { Account, ConnectionTest, RequestUsage } from "@/lib/domain/account";

const timeZone = "America/Los_Angeles";
/** Friday, November 20 2026, 9:16 AM in Portland. */
const now = Date.parse("2026-11-20T17:16:00Z");
const clock = { now, timeZone };

const test = (checks: ConnectionTest["checks"], by: string | null = "Priya Nair"): ConnectionTest => ({
  at: "2026-11-20T17:12:00.000Z",
  by,
  checks,
  credits: null,
});

describe("a test of a connection", () => {
  it("says when it was and who asked for it", () => {
    expect(testedWords(test([]), clock)).toBe("Tested today, 9:12 AM by Priya");
    expect(testedWords(test([], null), clock)).toBe("Tested today, 9:12 AM");
  });

  it("ends in words, with the first thing that is wrong", () => {
    const ok = { name: "signIn", status: "ok", text: "Signed in", detail: "212 ms" } as const;
    const unknown = {
      name: "numbers",
      status: "unknown",
      text: "No numbers found yet",
      detail: null,
    } as const;
    const problem = {
      name: "webhook",
      status: "problem",
      text: "Webhook not set up yet",
      detail: null,
    } as const;
    expect(outcomeOf(test([ok, unknown]), 1_420)).toBe("Passed in 1.4 s");
    expect(outcomeOf(test([ok, problem]), 900)).toBe("Failed: webhook not set up yet");
  });
});

describe("a rejected sign-in", () => {
  const account = {
    provider: "eztexting",
    authMethod: "basic",
    stoppedAt: "2026-11-20T16:41:00.000Z",
    waitingSends: 2,
  } as const;

  it("says since when nothing moves, and what waits", () => {
    expect(rejectionOf(account, clock)).toEqual({
      title: "EZ Texting rejected the username or password.",
      text: "No texts arrive or go out on this account since 8:41 AM. 2 texts are waiting to be sent.",
    });
  });

  it("leaves out what isn't known or isn't there", () => {
    const { title, text } = rejectionOf(
      { ...account, authMethod: "oauth2", stoppedAt: null, waitingSends: 0 },
      clock,
    );
    expect(title).toBe("EZ Texting rejected the app key or secret.");
    expect(text).toBe("No texts arrive or go out on this account.");
  });

  it("counts one text as one", () => {
    expect(rejectionOf({ ...account, waitingSends: 1 }, clock).text).toMatch(
      /1 text is waiting to be sent\.$/,
    );
  });
});

describe("the hour of requests", () => {
  const usage = (totals: number[], throttled: number[] = []): RequestUsage => ({
    limitPerMinute: 200,
    minutes: totals.map((total, index) => ({
      at: new Date(Date.parse("2026-11-20T17:00:00Z") + index * 60_000).toISOString(),
      calls: { poll: total },
      total,
      throttled: throttled[index] ?? 0,
    })),
  });

  it("is one sentence", () => {
    expect(summarize(usage([1_200, 84, 3], [0, 2, 1]), timeZone)).toBe(
      "1,287 requests in the last hour, at most 1,200 a minute (9:00 AM), of 200 allowed. 3 requests came back as too many.",
    );
    expect(summarize(usage([0, 0]), timeZone)).toBe("No requests in the last hour, of 200 a minute allowed.");
  });

  it.each([
    ["a quiet hour, by a tenth of the limit", [0, 3], 20],
    ["more, rounded up", [31, 2], 50],
    ["close to the limit, by the limit", [180], 200],
    ["beyond the limit, rounded up", [320], 500],
  ])("is drawn to a scale that fits: %s", (_name, totals, top) => {
    expect(topOfScale(usage(totals))).toBe(top);
  });
});

describe("a changed account", () => {
  const account: Account = {
    id: "a",
    name: "Fernhill Cycles",
    provider: "eztexting",
    baseUrl: "https://api.example/v1",
    authMethod: "basic",
    username: "ops@fernhill.example",
    state: "live",
    error: null,
    stoppedAt: null,
    progress: null,
    lastSyncAt: null,
    lastWebhookAt: null,
    webhook: "off",
    signatureRequired: false,
    budgetShare: 100,
    lastTest: null,
  };
  const filled = {
    name: "Fernhill Cycles",
    baseUrl: "https://api.example/v1",
    budgetShare: 100,
    signatureRequired: false,
    method: "basic" as const,
    username: "ops@fernhill.example",
    password: "",
  };

  it("is only what differs, so that a new name doesn't try the sign-in", () => {
    expect(accountChanges(account, filled)).toEqual({});
    expect(accountChanges(account, { ...filled, name: " Fernhill " })).toEqual({ name: "Fernhill" });
    expect(accountChanges(account, { ...filled, budgetShare: 60, signatureRequired: true })).toEqual({
      budgetShare: 60,
      signatureRequired: true,
    });
  });

  it("keeps the password with a new username, and takes a new secret with a new method", () => {
    expect(accountChanges(account, { ...filled, username: "shop@fernhill.example" })).toEqual({
      credentials: { method: "basic", username: "shop@fernhill.example" },
    });
    expect(
      accountChanges(account, { ...filled, method: "oauth2", username: "key", password: " s3cret " }),
    ).toEqual({
      credentials: { method: "oauth2", username: "key", password: " s3cret " },
    });
  });
});

describe("what stands in a webhook", () => {
  const shown = (text: string) =>
    visibleText(text)
      .map((stretch) => (stretch.isHidden ? `[${stretch.text}]` : stretch.text))
      .join("");

  it("is all visible: what turns text around, takes no room or controls becomes its code", () => {
    expect(shown("a\u202Eb")).toBe("a[U+202E]b");
    expect(shown("\u2067x\u2069\u200B\uFEFF")).toBe("[U+2067]x[U+2069][U+200B][U+FEFF]");
    expect(shown("null\0bell\u0007")).toBe("null[U+0000]bell[U+0007]");
    expect(shown("\u{E0041}")).toBe("[U+E0041]");
  });

  it("stays as it is otherwise, in any script, with its lines", () => {
    for (const text of ["", '{}\n\t"ok"\r\n', "שלום, مرحبا, 👋🏽 ok", "�"]) expect(shown(text)).toBe(text);
  });

  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [1_023, "1023 bytes"],
    [1_229, "1.2 KB"],
    [204_800, "200 KB"],
  ])("%d bytes are told as %s", (bytes, words) => {
    expect(formatSize(bytes)).toBe(words);
  });
});

describe("what is wrong with a form", () => {
  const refusal = (code: string, details?: unknown) =>
    new ApiError(422, { code, message: "No.", details }, null);

  it("stands at the fields it is about", () => {
    expect(problemsOf(refusal("credentials_rejected"))).toEqual({
      fields: { password: "No." },
      general: null,
    });
    const issues = [
      { path: "name", message: "A name is needed." },
      { path: "credentials.username", message: "This is needed." },
    ];
    expect(problemsOf(refusal("invalid_request", { issues }))).toEqual({
      fields: { name: "A name is needed.", username: "This is needed." },
      general: null,
    });
  });

  it("stands above them when it is about none, or can't be read", () => {
    expect(problemsOf(refusal("refused"))).toEqual({ fields: {}, general: "No." });
    expect(problemsOf(refusal("invalid_request", { issues: [{ path: 3 }, null] })).general).toBe("No.");
    expect(problemsOf(new NetworkError(new TypeError("fetch failed"))).general).toMatch(/can’t be reached/);
  });

  it("isn't invented for a fault of our own", () => {
    expect(() => problemsOf(new TypeError("not ours"))).toThrow("not ours");
  });
});
