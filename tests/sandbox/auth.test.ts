import { expect, test } from "vitest";
import { z } from "zod";
import { testSandbox } from "./sandbox-client";

const pairSchema = z.strictObject({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresInSeconds: z.literal(5400),
});
const MINUTE_MS = 60_000;

test("without a header the 401 has only a title", async () => {
  const { call } = await testSandbox();
  const answer = await call("GET", "/credits", undefined, null);
  expect(answer.status).toBe(401);
  expect(answer.json).toEqual({ title: "Missing authorization header" });
});

test("a wrong password is a 401 with only a title", async () => {
  const { call } = await testSandbox();
  const answer = await call("GET", "/credits", undefined, `Basic ${btoa("ops@fernhill.example:guess")}`);
  expect(answer.status).toBe(401);
  expect(answer.json).toEqual({ title: "Invalid username or password" });
});

test("the right password signs in", async () => {
  const { call } = await testSandbox();
  const answer = await call("GET", "/credits");
  expect(answer.json).toEqual({ planCredits: 1318, anytimeCredits: 3000, totalCredits: 4318 });
});

test("a changed password locks the old one out", async () => {
  const { call, control } = await testSandbox();
  await control("POST", "/password", { password: "changed" });
  expect((await call("GET", "/credits")).status).toBe(401);
  const changed = `Basic ${btoa("ops@fernhill.example:changed")}`;
  expect((await call("GET", "/credits", undefined, changed)).status).toBe(200);
});

test("a token lasts 90 minutes", async () => {
  const { call, advance } = await testSandbox();
  const { accessToken } = await createTokens(call);
  const bearer = `Bearer ${accessToken}`;
  await advance(89 * MINUTE_MS);
  expect((await call("GET", "/credits", undefined, bearer)).status).toBe(200);
  await advance(2 * MINUTE_MS);
  const expired = await call("GET", "/credits", undefined, bearer);
  expect(expired.status).toBe(401);
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(expired.json))).toEqual(["title"]);
});

test("tokens can be made to expire", async () => {
  const { call, control } = await testSandbox();
  const { accessToken, refreshToken } = await createTokens(call);
  await control("POST", "/tokens/expire");
  expect((await call("GET", "/credits", undefined, `Bearer ${accessToken}`)).status).toBe(401);
  expect((await call("POST", "/tokens/refresh", { refreshToken }, null)).status).toBe(200);
});

test("refresh tokens can be made to expire as well", async () => {
  const { call, control } = await testSandbox();
  const { refreshToken } = await createTokens(call);
  await control("POST", "/tokens/expire", { refresh: true });
  expect((await call("POST", "/tokens/refresh", { refreshToken }, null)).status).toBe(401);
});

test("refreshing rotates both tokens", async () => {
  const { call } = await testSandbox();
  const first = await createTokens(call);
  const second = pairSchema.parse(
    (await call("POST", "/tokens/refresh", { refreshToken: first.refreshToken }, null)).json,
  );
  expect(second.accessToken).not.toBe(first.accessToken);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect((await call("POST", "/tokens/refresh", { refreshToken: first.refreshToken }, null)).status).toBe(
    401,
  );
  expect((await call("GET", "/credits", undefined, `Bearer ${first.accessToken}`)).status).toBe(401);
  expect((await call("GET", "/credits", undefined, `Bearer ${second.accessToken}`)).status).toBe(200);
});

test("a revoked token is over, and revoking answers nothing", async () => {
  const { call } = await testSandbox();
  const { accessToken, refreshToken } = await createTokens(call);
  const revoked = await call("POST", "/tokens/revoke", { token: accessToken, type: "ACCESS_TOKEN" }, null);
  expect([revoked.status, revoked.text]).toEqual([200, ""]);
  expect((await call("GET", "/credits", undefined, `Bearer ${accessToken}`)).status).toBe(401);
  expect((await call("POST", "/tokens/refresh", { refreshToken }, null)).status).toBe(200);
});

test("after 200 requests in a minute comes a 429 without a body that says how long to wait", async () => {
  const { call, advance } = await testSandbox();
  for (let request = 0; request < 200; request++) await call("GET", "/credits");
  const answer = await call("GET", "/credits");
  expect([answer.status, answer.text]).toEqual([429, ""]);
  const wait = Number(answer.headers.get("X-Rate-Limit-Retry-After-Milliseconds"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(MINUTE_MS);
  await advance(wait);
  expect((await call("GET", "/credits")).status).toBe(200);
});

async function createTokens(
  call: (method: string, path: string, body: unknown, auth: null) => Promise<{ json: unknown }>,
) {
  const answer = await call(
    "POST",
    "/tokens/create",
    { appKey: "ops@fernhill.example", appSecret: "fernhill" },
    null,
  );
  return pairSchema.parse(answer.json);
}
