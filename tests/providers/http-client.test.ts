import { describe, expect, test } from "vitest";
import { BudgetExhausted } from "@/lib/domain/request-budget";
import { executeWithRetry, mayRetry, retryDelayMs, type HttpCall } from "@/lib/providers/http/client";
import { ProviderError, type ProviderErrorKind } from "@/lib/providers/provider-error";
import { countingBudget, instantClock, rejectionOf } from "./parts";
import { startStub, type StubAnswer } from "./stub-server";

describe("which failures may be repeated", () => {
  const cases: [
    kind: ProviderErrorKind,
    safe: boolean,
    retryAfterMs: number | undefined,
    expected: boolean,
  ][] = [
    ["rate_limited", true, 1_500, true],
    ["rate_limited", false, 1_500, true],
    ["rate_limited", false, undefined, true],
    ["rate_limited", true, 60_000, false],
    ["answer_lost", true, undefined, true],
    ["answer_lost", false, undefined, false],
    ["not_reached", true, undefined, true],
    ["not_reached", false, undefined, false],
    ["refused", true, undefined, false],
    ["unauthorized", true, undefined, false],
    ["not_found", true, undefined, false],
  ];
  test.each(cases)("%s, safe %s, after %s: %s", (kind, safeToRepeat, retryAfterMs, expected) => {
    expect(mayRetry(new ProviderError(kind, "", { retryAfterMs }), { safeToRepeat })).toBe(expected);
  });
});

test("the delay is the provider's own, else 1 s doubling to 30 s", () => {
  const lost = new ProviderError("answer_lost", "");
  expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => retryDelayMs(lost, attempt))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(retryDelayMs(new ProviderError("rate_limited", "", { retryAfterMs: 1_500 }), 3)).toBe(1_500);
});

describe("a call", () => {
  test("repeats a 429 for every method after the pause its header names, out of the same budget", async () => {
    const run = await call({ method: "POST", json: {}, safeToRepeat: false }, [
      { status: 429, headers: { "X-Rate-Limit-Retry-After-Milliseconds": "1500", "Retry-After": "9" } },
      { status: 429, headers: { "Retry-After": "2" } },
      { status: 429 },
      { json: { id: "1" } },
    ]);
    expect(run.answer).toEqual({ id: "1" });
    expect(run.budget.pauses).toEqual([1_500, 2_000, 4_000]);
    expect(run.clock.slept).toEqual([1_500, 2_000, 4_000]);
    expect(run.budget.taken).toEqual(["poll", "poll", "poll", "poll"]);
  });

  test("reads a Retry-After date", async () => {
    const run = await call({}, [
      { status: 429, headers: { "Retry-After": "Mon, 14 Sep 2026 17:00:03 GMT" } },
      { json: 1 },
    ]);
    expect(run.budget.pauses).toEqual([3_000]);
  });

  test("gives up on 429 after a few attempts, and says how long to wait", async () => {
    const run = await call({}, Array<StubAnswer>(9).fill({ status: 429 }));
    expect(run.error).toMatchObject({ kind: "rate_limited", retryAfterMs: 8_000 });
    expect(run.requests).toBe(4);
  });

  test("doesn't sit out a long pause, but tells the budget", async () => {
    const run = await call({}, [
      { status: 429, headers: { "X-Rate-Limit-Retry-After-Milliseconds": "45000" } },
    ]);
    expect(run.error).toMatchObject({ kind: "rate_limited", retryAfterMs: 45_000 });
    expect(run.budget.pauses).toEqual([45_000]);
    expect(run.clock.slept).toEqual([]);
  });

  test("is rate limited when the budget has nothing left for it", async () => {
    const budget = {
      take: () => Promise.reject(new BudgetExhausted(7_000)),
      pause: async () => {},
      record: async () => {},
    };
    const error = await rejectionOf(
      executeWithRetry(callTo(new URL("http://127.0.0.1:9/")), { fetch, clock: instantClock(), budget }),
    );
    expect(error).toMatchObject({ name: "ProviderError", kind: "rate_limited", retryAfterMs: 7_000 });
  });

  const faults: [name: string, fault: StubAnswer][] = [
    ["500", { status: 500 }],
    ["502 with HTML", { status: 502, text: "<html>Bad gateway</html>" }],
    ["503", { status: 503, json: { title: "Down" } }],
    ["408", { status: 408 }],
    ["a cut connection", "cut"],
    ["a cut answer", "halfway"],
    ["malformed JSON", { text: '{"id": ' }],
    ["a page of HTML", { text: "<!doctype html><p>Sign in" }],
    ["an empty body", { text: "" }],
    ["silence", "hang"],
  ];
  test.each(faults)("that is safe is repeated after %s", async (_name, fault) => {
    const run = await call({ timeoutMs: 100 }, [fault, fault, { json: "fine" }]);
    expect(run.answer).toBe("fine");
    expect(run.clock.slept).toEqual([1_000, 2_000]);
    expect(run.budget.taken).toHaveLength(3);
  });
  test.each(faults)(
    "that is not safe is never repeated after %s: its answer is lost",
    async (_name, fault) => {
      const run = await call({ method: "POST", json: {}, safeToRepeat: false, timeoutMs: 100 }, [fault]);
      expect(run.error).toMatchObject({ kind: "answer_lost" });
      expect(run.requests).toBe(1);
    },
  );

  const refusals: [status: number, kind: ProviderErrorKind][] = [
    [302, "refused"],
    [400, "refused"],
    [401, "unauthorized"],
    [403, "refused"],
    [404, "not_found"],
    [415, "refused"],
    [422, "refused"],
  ];
  test.each(refusals)("answered %i is %s, at once", async (status, kind) => {
    const run = await call({}, [{ status, headers: { location: "http://127.0.0.1:9/" } }]);
    expect(run.error).toMatchObject({ kind, status });
    expect(run.requests).toBe(1);
  });

  const words: [body: StubAnswer, message: string][] = [
    [
      { json: { title: "T", detail: "D", errors: [{ title: "Sorting Failure", message: "No direction" }] } },
      "No direction",
    ],
    [
      { json: { title: "T", detail: "D", errors: [{ code: "x", title: "Sorting Failure" }] } },
      "Sorting Failure",
    ],
    [{ json: { title: "T", detail: "D", errors: [] } }, "D"],
    [{ json: { title: "Invalid username or password" } }, "Invalid username or password"],
    [{ json: { errors: ["what"], title: 7 } }, "{host} answered 400 Bad Request"],
    [{ text: "<html>" }, "{host} answered 400 Bad Request"],
    [{}, "{host} answered 400 Bad Request"],
  ];
  test.each(words)("shows the most telling words of %j", async (answer, message) => {
    const run = await call({}, [{ status: 400, ...(typeof answer === "object" && answer) }]);
    expect(run.error).toMatchObject({ message: message.replace("{host}", run.host) });
  });

  test("wants nothing from a state change but a success", async () => {
    for (const answer of [{}, { status: 204 }, { text: "OK" }, { json: {} }]) {
      expect(await call({ method: "POST", answer: "nothing" }, [answer])).toMatchObject({ error: undefined });
    }
  });

  test("tells a refused connection and an unknown host from a lost answer", async () => {
    const closed = await startStub(() => ({}));
    await closed[Symbol.asyncDispose]();
    for (const url of [
      closed.baseUrl,
      "http://replydesk.invalid/v1",
      closed.baseUrl.replace("127.0.0.1", "localhost"),
    ]) {
      const parts = { fetch, clock: instantClock(), budget: countingBudget() };
      const error = await rejectionOf(
        executeWithRetry({ ...callTo(new URL(url)), method: "POST", safeToRepeat: false }, parts),
      );
      expect(error).toMatchObject({ kind: "not_reached" });
      expect(parts.budget.taken).toHaveLength(1);
    }
  });

  test("doesn't read an endless answer", async () => {
    const run = await call({ safeToRepeat: false }, [{ text: `"${"x".repeat(11 * 1024 * 1024)}"` }]);
    expect(run.error).toMatchObject({ kind: "answer_lost" });
  });
});

function callTo(url: URL): HttpCall {
  return { method: "GET", url, headers: {}, priority: "poll", safeToRepeat: true, answer: "json" };
}

/** Makes a call to a server that gives these answers in turn. */
async function call(changes: Partial<HttpCall>, answers: StubAnswer[]) {
  const left = [...answers];
  await using stub = await startStub(() => left.shift() ?? { status: 599 });
  const clock = instantClock();
  const budget = countingBudget();
  const url = new URL(stub.baseUrl);
  const outcome = await executeWithRetry({ ...callTo(url), ...changes }, { fetch, clock, budget }).then(
    (answer) => ({ answer, error: undefined }),
    (error: unknown) => ({ answer: undefined, error }),
  );
  return { ...outcome, clock, budget, requests: stub.requests.length, host: url.host };
}
