import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, callApi, mayTryAgain, NetworkError, retryDelayMs } from "@/lib/client/api";

describe("a call to our own API", () => {
  afterEach(() => vi.unstubAllGlobals());

  const answer = (response: Response) => vi.stubGlobal("fetch", () => Promise.resolve(response));
  const call = () => callApi<unknown>("GET", "/api/numbers");

  it("reads JSON, and nothing where there is none", async () => {
    answer(Response.json([1]));
    expect(await call()).toEqual([1]);
    answer(new Response(null, { status: 204 }));
    expect(await call()).toBeNull();
  });

  it("turns a refusal into an error with its code", async () => {
    const error = { code: "opted_out", message: "They opted out.", details: { at: "now" } };
    answer(Response.json({ error }, { status: 422 }));
    await expect(call()).rejects.toMatchObject({ ...error, status: 422, retryAfterSeconds: null });
  });

  it("knows how long the server wants to be left alone", async () => {
    answer(new Response("", { status: 503, headers: { "retry-after": "7" } }));
    const error: unknown = await call().catch((cause: unknown) => cause);
    expect(error).toMatchObject({ status: 503, retryAfterSeconds: 7 });
    expect(retryDelayMs(0, error)).toBe(7_000);
  });

  it("copes with an answer that a proxy made up", async () => {
    answer(new Response("<html>Bad gateway</html>", { status: 502 }));
    await expect(call()).rejects.toMatchObject({ code: "unexpected", status: 502 });
  });

  it("tells a cut line from a refusal", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
    await expect(call()).rejects.toBeInstanceOf(NetworkError);
  });
});

describe("trying again", () => {
  const refusal = (status: number) => new ApiError(status, { code: "x", message: "x" }, null);

  it("goes on for as long as the server is away or busy", () => {
    for (const error of [new NetworkError("cut"), refusal(429), refusal(503)]) {
      expect(mayTryAgain(1_000, error)).toBe(true);
    }
  });

  it("gives the server's own errors a few chances", () => {
    expect(mayTryAgain(3, refusal(500))).toBe(true);
    expect(mayTryAgain(4, refusal(500))).toBe(false);
  });

  it("takes no for an answer", () => {
    for (const status of [400, 401, 403, 404, 409, 422]) expect(mayTryAgain(0, refusal(status))).toBe(false);
  });

  it("waits 1, 2, 4 … 30 s", () => {
    expect([0, 1, 2, 9].map((count) => retryDelayMs(count, refusal(500)))).toEqual([
      1000, 2000, 4000, 30_000,
    ]);
  });
});
