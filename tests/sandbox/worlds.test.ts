import { beforeAll, expect, test } from "vitest";
import { startSandbox } from "@/lib/embedded/sandbox/start-sandbox";
import { worldName } from "@/lib/embedded/sandbox/world/build-world";
import { stateSchema, testSandbox, type TestSandbox } from "./sandbox-client";

const ANCHOR = Date.parse("2026-11-20T17:16:00Z");
const MINUTE_MS = 60_000;
const FICTIONAL = /^1[2-9]\d{2}55501\d{2}$/;

const aPicture: unknown = expect.stringMatching(/\.png$/);

let world: Awaited<ReturnType<TestSandbox["state"]>>;
beforeAll(async () => {
  const sandbox = await startSandbox({ world: "fernhill", anchor: ANCHOR });
  const response = await fetch(`${sandbox.controlUrl}/state`);
  world = stateSchema.parse(await response.json());
  await sandbox.close();
}, 20_000);

test("Fernhill has exactly 500 conversations and 12,000 messages over two years", () => {
  expect(world.conversations).toHaveLength(500);
  expect(world.messages).toHaveLength(12_000);
  const times = world.messages.map((row) => Date.parse(row.sentAt));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(Math.max(...times)).toBeLessThanOrEqual(ANCHOR);
  const years = (ANCHOR - Math.min(...times)) / (365 * 24 * 60 * MINUTE_MS);
  expect(years).toBeGreaterThan(1.7);
  expect(years).toBeLessThan(2.6);
});

test("38 customers wait, and most other conversations are archived", () => {
  const waiting = world.conversations.filter((row) => !row.archived && row.lastMessage.inbound);
  expect(waiting).toHaveLength(38);
  expect(world.conversations.filter((row) => row.archived).length).toBeGreaterThan(400);
});

test("all four states of a conversation, opt-outs, failures, photos and short codes are there", () => {
  const states = new Set(world.conversations.map((row) => `${row.archived} ${row.unreadCount > 0}`));
  expect(states.size).toBe(4);
  expect(world.conversations.filter((row) => row.optOut).length).toBeGreaterThan(10);
  expect(world.conversations.filter((row) => row.contactName === null).length).toBeGreaterThan(50);
  expect(world.conversations.filter((row) => row.contactNumber.length < 7).length).toBeGreaterThan(1);
  expect(world.messages.filter((row) => row.mediaUrl !== null).length).toBeGreaterThan(200);
  const statuses = new Set(world.messages.map((row) => row.status));
  for (const status of [
    "RECEIVED",
    "DELIVERED",
    "SENT",
    "BOUNCED",
    "Not Sent - No Credits",
    "Not Sent - Opted Out",
  ]) {
    expect(statuses).toContain(status);
  }
});

test("two threads are very long", () => {
  const sizes = new Map<string, number>();
  for (const { userNumber, contactNumber } of world.messages) {
    const pair = `${userNumber} ${contactNumber}`;
    sizes.set(pair, (sizes.get(pair) ?? 0) + 1);
  }
  const [first = 0, second = 0, third = 0] = [...sizes.values()].sort((a, b) => b - a);
  expect(Math.min(first, second)).toBeGreaterThan(1_800);
  expect(third).toBeLessThan(100);
});

test("all numbers are fictional, and no text has an unfilled slot", () => {
  const people = world.conversations.filter((row) => row.contactNumber.length > 6);
  expect(people.every((row) => FICTIONAL.test(row.contactNumber) && FICTIONAL.test(row.userNumber))).toBe(
    true,
  );
  expect(world.messages.filter((row) => /[{}|]|undefined/.test(row.message))).toEqual([]);
});

test("texts are varied", () => {
  const texts = world.messages.map((row) => row.message);
  expect(new Set(texts).size).toBeGreaterThan(4_000);
});

test("after STOP nothing is sent to a customer any more", () => {
  const stopped = world.conversations.filter((row) => row.optOut).map((row) => row.contactNumber);
  for (const contactNumber of stopped) {
    const thread = world.messages.filter((row) => row.contactNumber === contactNumber);
    const stop = thread.findLastIndex((row) => row.optOut);
    const after = thread.slice(stop + 1).filter((row) => !row.inbound);
    expect(after.every((row) => row.status === "Not Sent - Opted Out")).toBe(true);
  }
});

test("the regulars are there, with the same words and waits as always", () => {
  const dana = world.conversations.filter((row) => row.contactName === "Dana Whitfield");
  expect(dana).toHaveLength(3);
  const thread = world.messages.filter(
    (row) => row.contactNumber === "15035550163" && row.userNumber === "15035550100",
  );
  expect(thread.at(-1)?.message).toBe("And any chance it’s ready by 3? I have to catch the 3:40 ferry");
  expect(thread.at(-1)?.sentAt).toBe("2026-11-20T16:52:00.000+00:00");
  expect(thread.find((row) => row.message.startsWith("Heard a ping"))).toMatchObject({
    sentAt: "2026-11-18T00:12:00.000+00:00",
    mediaUrl: aPicture,
  });
  const ray = world.conversations.find((row) => row.contactName === "Ray Dufresne");
  expect(ray).toMatchObject({
    archived: true,
    unreadCount: 2,
    optOut: true,
    lastMessage: { message: "STOP" },
  });
});

test("the same seed gives the same world, another seed another one", async () => {
  const again = await testSandbox({ world: "fernhill", anchor: ANCHOR });
  const texts = (await again.state()).messages.map((row) => row.message);
  expect(texts).toEqual(world.messages.map((row) => row.message));
  const other = await testSandbox({ world: "fernhill", anchor: ANCHOR, seed: 99 });
  expect((await other.state()).messages.map((row) => row.message)).not.toEqual(texts);
});

test("a bulk world has the sizes asked for", async () => {
  const sandbox = await testSandbox({ world: "bulk", bulk: { conversations: 300, messages: 2_500 } });
  const state = await sandbox.state();
  expect([state.conversations.length, state.messages.length]).toEqual([300, 2_500]);
  expect(new Set(state.conversations.map((row) => row.userNumber))).toContain("313131");
});

test("there is no other world", () => {
  expect(() => worldName("atlantis")).toThrow("there is no world named atlantis");
});
