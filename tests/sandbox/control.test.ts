import { expect, test } from "vitest";
import { ALICE, DOWNTOWN, testSandbox } from "./sandbox-client";

test("a scripted status comes instead of the work, as often as asked", async () => {
  const { call, control, state } = await testSandbox();
  await control("POST", "/faults", [
    {
      match: { method: "POST", path: "^/messages" },
      kind: "status",
      status: 503,
      times: 2,
      headers: { "Retry-After": "3" },
      body: { title: "Down" },
    },
  ]);
  const message = { toNumbers: [ALICE], message: "Hi" };
  for (let attempt = 0; attempt < 2; attempt++) {
    const answer = await call("POST", "/messages", message);
    expect([answer.status, answer.headers.get("Retry-After"), answer.json]).toEqual([
      503,
      "3",
      { title: "Down" },
    ]);
  }
  expect((await state()).sends).toEqual([]);
  expect((await call("POST", "/messages", message)).status).toBe(201);
});

test("faults strike only what they match, after what they skip", async () => {
  const { call, control } = await testSandbox();
  await control("POST", "/faults", {
    match: { method: "GET", path: "sort=sentAt" },
    kind: "status",
    status: 500,
    skip: 1,
  });
  const statuses = [];
  for (const path of [
    "/messages?sort=sentAt,desc",
    "/messages",
    "/messages?sort=sentAt,desc",
    "/messages?sort=sentAt,desc",
  ]) {
    statuses.push((await call("GET", path)).status);
  }
  expect(statuses).toEqual([200, 200, 500, 200]);
});

test.each(["cut", "500"])(
  "an answer lost after acceptance (%s) leaves a text that was sent",
  async (lostBy) => {
    const { call, control, state } = await testSandbox();
    await control("POST", "/faults", {
      match: { method: "POST" },
      kind: "answerLostAfterAcceptance",
      lostBy,
    });
    const sending = call("POST", "/messages", { toNumbers: [ALICE], message: "Hi" });
    if (lostBy === "cut") await expect(sending).rejects.toThrow();
    else expect((await sending).status).toBe(500);
    expect((await state()).sends).toMatchObject([{ toNumbers: [ALICE], message: "Hi" }]);
  },
);

test("a connection can be reset in the middle of a body", async () => {
  const { call, control } = await testSandbox();
  await control("POST", "/faults", { kind: "resetMidBody" });
  await expect(call("GET", "/messages")).rejects.toThrow();
});

test("bodies can be half a JSON or somebody else's HTML", async () => {
  const { call, control } = await testSandbox();
  await control("POST", "/faults", [{ kind: "malformedJson" }, { kind: "htmlBody", status: 502 }]);
  const half = await call("GET", "/messages");
  expect(half.status).toBe(200);
  expect(() => void JSON.parse(half.text)).toThrow();
  const html = await call("GET", "/messages");
  expect([html.status, html.headers.get("content-type")]).toEqual([502, "text/html"]);
});

test("a rate-limit storm answers 429 with its wait", async () => {
  const { call, control } = await testSandbox();
  await control("POST", "/faults", { kind: "rateLimited", times: 2, delayMs: 700 });
  for (let attempt = 0; attempt < 2; attempt++) {
    const answer = await call("GET", "/messages");
    expect([answer.status, answer.text]).toEqual([429, ""]);
    expect(answer.headers.get("X-Rate-Limit-Retry-After-Milliseconds")).toBe("700");
  }
  expect((await call("GET", "/messages")).status).toBe(200);
});

test("an answer can be slow or never come, and faults can be called off", async () => {
  const { baseUrl, call, control } = await testSandbox();
  await control("POST", "/faults", [
    { kind: "delay", delayMs: 60 },
    { kind: "hang", times: 0 },
  ]);
  const started = performance.now();
  expect((await call("GET", "/messages")).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(50);
  await expect(fetch(`${baseUrl}/messages`, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
  await control("DELETE", "/faults");
  expect((await call("GET", "/messages")).status).toBe(200);
});

test("requests are logged and counted, the control's own are not", async () => {
  const { call, control, inbound } = await testSandbox({ rateLimitPerMinute: 2 });
  await inbound(ALICE, "Hi");
  await call("GET", "/messages?size=10");
  await call("POST", `/conversations/conversation/${DOWNTOWN}/${ALICE}/archive`);
  await call("GET", "/messages");
  expect((await control("GET", "/requests")).json).toMatchObject({
    total: 3,
    reading: 2,
    writing: 1,
    rateLimited: 1,
    requests: [
      { method: "GET", path: "/messages", query: "?size=10", status: 200 },
      { status: 200 },
      { status: 429 },
    ],
  });
  await control("DELETE", "/requests");
  expect((await control("GET", "/requests")).json).toMatchObject({ total: 0 });
});

test("an answer can be withheld after the work, and a connection cut before it", async () => {
  const { baseUrl, credentials, control, state } = await testSandbox();
  const post = () =>
    fetch(`${baseUrl}/messages`, {
      method: "POST",
      headers: {
        Authorization: `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ toNumbers: [ALICE], message: "Hi" }),
      signal: AbortSignal.timeout(200),
    });
  await control("POST", "/faults", [
    { kind: "cut" },
    { kind: "answerLostAfterAcceptance", lostBy: "silence" },
  ]);
  await expect(post()).rejects.toThrow("fetch failed");
  expect((await state()).sends).toEqual([]);
  await expect(post()).rejects.toMatchObject({ name: "TimeoutError" });
  expect((await state()).sends).toHaveLength(1);
});

test("its clock can be minutes ahead or behind, in rows and in the header of every answer", async () => {
  const { call, control, inbound } = await testSandbox();
  for (const aheadMs of [7 * 60_000, -7 * 60_000]) {
    await control("POST", "/clock", { aheadMs });
    const { sentAt } = await inbound(ALICE, "Hi");
    const answer = await call("GET", "/messages");
    for (const told of [sentAt, answer.headers.get("Date") ?? ""]) {
      expect(Math.abs(Date.parse(told) - aheadMs - Date.now())).toBeLessThan(5_000);
    }
  }
});

test("a text can turn up long after its time", async () => {
  const { inbound, messages, send } = await testSandbox({ threadDelayMs: 0 });
  await send(ALICE, "Sent before it turned up");
  const late = await inbound(ALICE, "Late", { agoMs: 3_600_000 });
  expect(Math.abs(Date.parse(late.sentAt) + 3_600_000 - Date.now())).toBeLessThan(5_000);
  expect((await messages()).map((row) => row.message)).toEqual(["Late", "Sent before it turned up"]);
});

test("a reset brings the world of the start back", async () => {
  const { call, control, inbound, send, state } = await testSandbox();
  await inbound(ALICE, "Hi");
  await send(ALICE, "Hello");
  await control("POST", "/faults", { kind: "status", times: 0 });
  await control("POST", "/reset");
  expect(await state()).toMatchObject({ messages: [], conversations: [], sends: [] });
  expect((await call("GET", "/messages")).status).toBe(200);
});

test("the state shows what lists don't show yet", async () => {
  const { send, state, messages } = await testSandbox();
  await send(ALICE, "Hello");
  expect(await messages()).toEqual([]);
  expect((await state()).messages.map((row) => row.message)).toEqual(["Hello"]);
});

test("unreadable requests are refused as such", async () => {
  const { baseUrl, call, control } = await testSandbox();
  const headers = { Authorization: `Basic ${btoa("ops@fernhill.example:fernhill")}` };
  const broken = await fetch(`${baseUrl}/contacts`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: "{",
  });
  expect(broken.status).toBe(400);
  const form = await fetch(`${baseUrl}/contacts`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "text/plain" },
    body: "a",
  });
  expect(form.status).toBe(415);
  expect((await call("GET", "/nowhere")).status).toBe(404);
  expect((await control("POST", "/inbound", { from: "12", text: "Hi" })).status).toBe(400);
});
