import { expect, test } from "vitest";
import { testSandbox, type TestSandbox } from "./sandbox-client";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const ANCHOR = Date.parse("2026-11-20T17:16:00Z");

const inboundTexts = async (sandbox: TestSandbox) =>
  (await sandbox.state()).messages.filter((row) => row.inbound).map((row) => row.message);

test("nobody texts by themselves unless asked to", async () => {
  const sandbox = await testSandbox();
  await sandbox.advance(HOUR_MS);
  expect(await inboundTexts(sandbox)).toEqual([]);
});

test("the first text comes 15 to 25 seconds after the start, then one every 30 to 90", async () => {
  const sandbox = await testSandbox({ live: true });
  await sandbox.advance(14 * SECOND_MS);
  expect(await inboundTexts(sandbox)).toHaveLength(0);
  await sandbox.advance(12 * SECOND_MS);
  expect(await inboundTexts(sandbox)).toHaveLength(1);
  await sandbox.advance(HOUR_MS);
  const texts = await inboundTexts(sandbox);
  expect(texts.length).toBeGreaterThan(35);
  expect(texts.length).toBeLessThan(125);
  expect(new Set(texts).size).toBeGreaterThan(texts.length * 0.7);
});

test("with a seed the same people say the same things", async () => {
  const say = async (seed: number) => {
    const sandbox = await testSandbox({ live: true, seed, anchor: ANCHOR });
    await sandbox.advance(HOUR_MS / 4);
    return (await sandbox.state()).messages.map((row) => [row.contactNumber, row.message]);
  };
  expect(await say(5)).toEqual(await say(5));
  expect(await say(5)).not.toEqual(await say(6));
});

test("most of what agents ask is answered within 5 to 20 seconds", async () => {
  const sandbox = await testSandbox({ live: true });
  for (let line = 10; line < 40; line++)
    await sandbox.send(`154155501${line}`, "We can do it for $45. Shall we go ahead?");
  await sandbox.advance(4 * SECOND_MS);
  expect(await inboundTexts(sandbox)).toEqual([]);
  await sandbox.advance(20 * SECOND_MS);
  const answered = (await sandbox.state()).messages.filter(
    (row) => row.inbound && row.contactNumber.startsWith("15415550"),
  );
  expect(answered.length).toBeGreaterThan(12);
  expect(answered.length).toBeLessThan(31);
});

test("nobody chats for ever", async () => {
  const sandbox = await testSandbox({ live: true, rateLimitPerMinute: 10_000 });
  const customer = "15415550110";
  for (let turn = 0; turn < 15; turn++) {
    await sandbox.send(customer, "Shall we go ahead?");
    await sandbox.advance(25 * SECOND_MS);
  }
  const answers = (await sandbox.messages("filters[incoming][eq]=true")).filter(
    (row) => row.contactNumber === customer,
  );
  expect(answers.length).toBeLessThan(8);
});
