import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { sign } from "@/lib/embedded/sandbox/webhooks";
import {
  ALICE,
  BOB,
  DOWNTOWN,
  hookReceiver,
  idOf,
  RIVERSIDE,
  testSandbox,
  type TestSandbox,
} from "./sandbox-client";

const DELAY_MS = 200;

async function subscribe(sandbox: TestSandbox, callbackUrl: string, more: object = {}): Promise<string> {
  const answer = await sandbox.call("POST", "/webhooks/subscriptions", {
    type: "inbound_text.received",
    callbackUrl,
    ...more,
  });
  expect(answer.status).toBe(201);
  return idOf(answer);
}

const hookSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  toNumber: z.string().optional(),
  message: z.string().optional(),
  received: z.string().default(""),
});
const parsed = (hooks: { body: string }[]) => hooks.map((hook) => hookSchema.parse(JSON.parse(hook.body)));
const anId: unknown = expect.stringMatching(/^\d+$/);

test("the signature is the vendor's, by their corrected vectors", () => {
  expect(sign('{"name":"test webhook", "callback":"sms:callfire"}', "mysecrets")).toBe(
    "v14pF7d5C1+CHNIEWlg+sw9v0Xg=",
  );
  expect(sign('{"name":"test webhook", "callback":"sms:eztexting"}', "mysecrets")).toBe(
    "EGETYU2OoqUiiF18AZ76gQtB1/k=",
  );
  const text =
    '{"id":"309112289003","type":"inbound_text.received","fromNumber":"15551234567","toNumber":"15559876543","message":"Hi 😀","received":"2026-09-14T17:06:31.042+00:00","optIn":false,"optOut":false}';
  expect(sign(text, "mysecrets")).toBe("EVhWdrZ+IyvaeeJOex9SkWsoIzE=");
});

test("a text is announced with the fields seen live, no media, and a signature of the raw body", async () => {
  const sandbox = await testSandbox();
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url, { secret: "s3cret" });
  const row = await sandbox.inbound(ALICE, "Look 😀", { picture: "wheel" });
  await sandbox.advance(DELAY_MS);
  const [hook] = hooks;
  expect(parsed(hooks)).toEqual([
    {
      id: anId,
      type: "inbound_text.received",
      fromNumber: ALICE,
      toNumber: DOWNTOWN,
      message: "Look 😀",
      received: row.sentAt,
      optIn: false,
      optOut: false,
    },
  ]);
  expect(hook?.signature).toBe(
    createHmac("sha1", "s3cret")
      .update(hook?.body ?? "", "utf8")
      .digest("base64"),
  );
});

test("the id is that of our text being replied to: two replies share it", async () => {
  const sandbox = await testSandbox({ rowIds: "different" });
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url);
  const sent = await sandbox.send(ALICE, "Ready!");
  await sandbox.inbound(ALICE, "Great");
  await sandbox.inbound(ALICE, "On my way");
  await sandbox.advance(DELAY_MS);
  expect(parsed(hooks).map((hook) => hook.id)).toEqual([sent, sent]);
});

test("out of the blue, the id belongs to nothing", async () => {
  const sandbox = await testSandbox();
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url);
  await sandbox.inbound(ALICE, "Hello?");
  await sandbox.advance(DELAY_MS);
  const ids = (await sandbox.messages()).flatMap((row) => [row.id, row.messageGroupId]);
  expect(ids).not.toContain(parsed(hooks)[0]?.id);
});

test("a subscription covers the whole account, and several may coexist", async () => {
  const sandbox = await testSandbox();
  const first = await hookReceiver();
  const second = await hookReceiver();
  await subscribe(sandbox, first.url);
  await subscribe(sandbox, second.url);
  await sandbox.inbound(ALICE, "downtown");
  await sandbox.inbound(BOB, "riverside", { to: RIVERSIDE });
  await sandbox.advance(DELAY_MS);
  expect(parsed(first.hooks).map((hook) => hook.toNumber)).toEqual([DOWNTOWN, RIVERSIDE]);
  expect(second.hooks).toHaveLength(2);
});

test("subscriptions are listed without their secret, and deleted", async () => {
  const sandbox = await testSandbox();
  const id = await subscribe(sandbox, "http://127.0.0.1:9/hook", { secret: "s3cret" });
  const row = {
    id,
    type: "inbound_text.received",
    callbackUrl: "http://127.0.0.1:9/hook",
    insecureSsl: false,
  };
  expect((await sandbox.call("GET", "/webhooks/subscriptions")).json).toMatchObject({ content: [row] });
  expect((await sandbox.call("GET", `/webhooks/subscriptions/${id}`)).json).toEqual(row);
  const deleted = await sandbox.call("DELETE", `/webhooks/subscriptions/${id}`);
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  expect((await sandbox.call("GET", `/webhooks/subscriptions/${id}`)).status).toBe(404);
  expect(
    (
      await sandbox.call("POST", "/webhooks/subscriptions", {
        type: "text.sent",
        callbackUrl: "http://x.example",
      })
    ).status,
  ).toBe(400);
});

test("what isn't answered with 2xx is tried again, later and later", async () => {
  const sandbox = await testSandbox({ webhookRetryDelaysMs: [1_000, 5_000] });
  const { url, hooks } = await hookReceiver(500, 404);
  await subscribe(sandbox, url);
  await sandbox.inbound(ALICE, "Hello");
  await sandbox.advance(DELAY_MS);
  expect(hooks).toHaveLength(1);
  await sandbox.advance(1_100);
  expect(hooks).toHaveLength(2);
  await sandbox.advance(4_000);
  expect(hooks).toHaveLength(2);
  await sandbox.advance(2_000);
  expect(new Set(hooks.map((hook) => hook.body)).size).toBe(1);
  expect(hooks).toHaveLength(3);
  await sandbox.advance(600_000);
  expect(hooks).toHaveLength(3);
});

test("every n-th is delivered twice", async () => {
  const sandbox = await testSandbox({ webhookDuplicateEvery: 2 });
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url);
  for (const text of ["one", "two", "three"]) await sandbox.inbound(ALICE, text);
  await sandbox.advance(DELAY_MS);
  expect(parsed(hooks).map((hook) => hook.message)).toEqual(["one", "two", "two", "three"]);
});

test("webhooks can be lost, multiplied, delayed, swapped and dated wrongly", async () => {
  const sandbox = await testSandbox();
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url);
  const arrive = async (mode: object, texts: string[], waitMs = DELAY_MS) => {
    hooks.length = 0;
    await sandbox.control("POST", "/webhooks", mode);
    for (const text of texts) await sandbox.inbound(ALICE, text);
    await sandbox.advance(waitMs);
    return parsed(hooks).map((hook) => hook.message);
  };
  expect(await arrive({ mode: "off" }, ["a"])).toEqual([]);
  expect(await arrive({ mode: "duplicate", copies: 3 }, ["b"])).toEqual(["b", "b", "b"]);
  expect(await arrive({ mode: "delay", delayMs: 60_000 }, ["c"])).toEqual([]);
  expect(await arrive({ mode: "reorder" }, ["d", "e"], 61_000)).toEqual(["e", "d", "c"]);
  expect(await arrive({ mode: "reorder" }, ["alone"], 2_500)).toEqual(["alone"]);
  expect(await arrive({ missEvery: 2 }, ["f", "g", "h", "i"])).toHaveLength(2);
  const skewed = await sandbox.control("POST", "/webhooks", { clockSkewMs: -3_600_000 });
  expect(skewed.status).toBe(200);
  hooks.length = 0;
  const { sentAt } = await sandbox.inbound(ALICE, "old");
  await sandbox.advance(DELAY_MS);
  // On a busy machine its own timer may have sent it off before time was moved.
  await expect.poll(() => hooks.length).toBe(1);
  expect(Date.parse(parsed(hooks)[0]?.received ?? "")).toBe(Date.parse(sentAt) - 3_600_000);
});

test("a single text can be announced never, often or late", async () => {
  const sandbox = await testSandbox();
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url);
  await sandbox.inbound(ALICE, "never", { webhook: false });
  await sandbox.inbound(ALICE, "five times", { webhook: 5 });
  await sandbox.inbound(ALICE, "late", { delayMs: 5_000 });
  await sandbox.advance(DELAY_MS);
  expect(hooks).toHaveLength(5);
  await sandbox.advance(5_000);
  expect(hooks).toHaveLength(6);
  expect(await sandbox.messages()).toHaveLength(3);
});

test("nothing announces a delivery", async () => {
  const sandbox = await testSandbox();
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url);
  await sandbox.send(ALICE, "Ready!");
  await sandbox.advance(60_000);
  expect(hooks).toEqual([]);
});

test("an opt-out is announced as one, and a keyword and a new contact have events of their own", async () => {
  const sandbox = await testSandbox();
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url);
  await subscribe(sandbox, url, { type: "keyword.opt_in" });
  await subscribe(sandbox, url, { type: "contact.created" });
  await sandbox.inbound(ALICE, "STOP");
  await sandbox.inbound(BOB, "fernhill");
  await sandbox.call("POST", "/contacts", { phoneNumber: BOB, firstName: "Bob" });
  await sandbox.call("POST", "/contacts", { phoneNumber: BOB, firstName: "Bobby" });
  await sandbox.advance(DELAY_MS);
  const events = parsed(hooks);
  expect(events.map((event) => event.type)).toEqual([
    "inbound_text.received",
    "inbound_text.received",
    "keyword.opt_in",
    "contact.created",
  ]);
  expect(events[0]).toMatchObject({ optOut: true, optIn: false });
  expect(events[2]).toMatchObject({ keyword: "FERNHILL", fromNumber: BOB });
});

test("signatures can stay away, as was seen live", async () => {
  const sandbox = await testSandbox({ signWebhooks: false });
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url, { secret: "s3cret" });
  await sandbox.inbound(ALICE, "Hello");
  await sandbox.advance(DELAY_MS);
  expect(hooks[0]?.signature).toBeUndefined();
});

test("webhooks can be held back and released in any order, one by one or all at once", async () => {
  const sandbox = await testSandbox();
  const { url, hooks } = await hookReceiver();
  await subscribe(sandbox, url);
  await sandbox.control("POST", "/webhooks", { mode: "hold" });
  const arrive = async (release: object, ...texts: string[]) => {
    for (const text of texts) await sandbox.inbound(ALICE, text);
    await sandbox.advance(3_600_000);
    expect(hooks.splice(0)).toEqual([]);
    await sandbox.control("POST", "/webhooks/release", release);
    return parsed(hooks.splice(0)).map((hook) => hook.message);
  };
  expect(await arrive({}, "a", "b")).toEqual(["a", "b"]);
  expect(await arrive({ order: "newestFirst", copies: 2 }, "c", "d")).toEqual(["d", "d", "c", "c"]);
  expect(await arrive({ order: "together", copies: 50 }, "e")).toEqual(Array.from({ length: 50 }, () => "e"));
  expect(await arrive({})).toEqual([]);
});
