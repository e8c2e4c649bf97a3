import { expect, test } from "vitest";
import { z } from "zod";
import { ALICE, BOB, DOWNTOWN, RIVERSIDE, testSandbox } from "./sandbox-client";

const PAIR = `/conversations/conversation/${DOWNTOWN}/${ALICE}`;

test("a row has the pair, the counts and the last message, and no id", async () => {
  const { inbound, call } = await testSandbox();
  await inbound(ALICE, "Hello");
  const { id, sentAt } = await inbound(ALICE, "Still there?");
  const { json } = await call("GET", "/conversations");
  const page = z.object({ content: z.array(z.unknown()), totalElements: z.literal(1) }).parse(json);
  expect(page.content).toEqual([
    {
      userNumber: DOWNTOWN,
      contactNumber: ALICE,
      contactName: null,
      unreadCount: 2,
      archived: false,
      optIn: false,
      optOut: false,
      lastMessage: { id, message: "Still there?", inbound: true, sentAt, type: "sms" },
    },
  ]);
});

test("ids are numeric strings, times have an offset", async () => {
  const { inbound } = await testSandbox();
  const row = await inbound(ALICE, "Hello");
  expect(row.id).toMatch(/^\d{12}$/);
  expect(row.sentAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
});

test("the thread of a pair that never talked is a 404", async () => {
  const { call } = await testSandbox();
  const answer = await call("GET", PAIR);
  expect(answer.status).toBe(404);
  expect(answer.json).toMatchObject({ status: 404, title: "Not Found" });
  expect((await call("POST", `${PAIR}/archive`)).status).toBe(404);
});

test("read=true marks the returned page as read, and only that", async () => {
  const { inbound, call, conversations } = await testSandbox();
  for (let index = 0; index < 12; index++) await inbound(ALICE, `text ${index}`);
  await call("GET", `${PAIR}?size=10`);
  expect((await conversations())[0]?.unreadCount).toBe(12);
  await call("GET", `${PAIR}?size=10&read=true&sort=sentAt,desc`);
  expect((await conversations())[0]?.unreadCount).toBe(2);
});

test("messages are marked read and unread by id, with empty answers", async () => {
  const { inbound, call, conversations } = await testSandbox();
  const first = await inbound(ALICE, "one");
  const second = await inbound(ALICE, "two");
  const read = await call("POST", "/conversations/messages/read", {
    idList: [first.id, Number(second.id), "999"],
  });
  expect([read.status, read.text]).toEqual([200, ""]);
  expect((await conversations())[0]?.unreadCount).toBe(0);
  await call("POST", "/conversations/messages/unread", { idList: [first.id] });
  expect((await conversations())[0]?.unreadCount).toBe(1);
});

test("archived and unread are independent: all four states are real", async () => {
  const { inbound, call, conversations } = await testSandbox();
  const { id } = await inbound(ALICE, "Hi");
  const states = async () => (await conversations()).map((row) => [row.archived, row.unreadCount > 0]);
  expect(await states()).toEqual([[false, true]]);
  const archived = await call("POST", `${PAIR}/archive`);
  expect([archived.status, archived.text]).toEqual([200, ""]);
  expect(await states()).toEqual([[true, true]]);
  await call("POST", "/conversations/messages/read", { idList: [id] });
  expect(await states()).toEqual([[true, false]]);
  await call("POST", `${PAIR}/restore`);
  expect(await states()).toEqual([[false, false]]);
});

test("a text does not bring an archived conversation back by itself", async () => {
  const { inbound, call, conversations } = await testSandbox();
  await inbound(ALICE, "Hi");
  await call("POST", `${PAIR}/archive`);
  await inbound(ALICE, "One more thing");
  expect(await conversations("filters[archived][eq]=false")).toEqual([]);
  expect((await conversations("filters[archived][eq]=true"))[0]?.unreadCount).toBe(2);
});

test("one contact on two of our numbers is two conversations", async () => {
  const { inbound, conversations, thread } = await testSandbox();
  await inbound(ALICE, "to downtown");
  await inbound(ALICE, "to riverside", { to: RIVERSIDE });
  await inbound(BOB, "me too");
  expect(await conversations()).toHaveLength(3);
  expect((await thread(RIVERSIDE, ALICE)).map((row) => row.message)).toEqual(["to riverside"]);
});

test("a short code may text us", async () => {
  const { inbound, thread } = await testSandbox();
  await inbound("72975", "Your code is 481 920");
  expect(await thread(DOWNTOWN, "72975")).toHaveLength(1);
});

test("conversations sort by the properties that were configured, and by nothing else", async () => {
  const sandbox = await testSandbox({ conversationSorts: [] });
  await sandbox.inbound(ALICE, "earlier");
  await sandbox.advance(1_000);
  await sandbox.inbound(BOB, "later");
  const who = (await sandbox.conversations("sort=sentAt,desc")).map((row) => row.contactNumber);
  expect(who).toEqual([ALICE, BOB]);
});

test("STOP opts out and START opts in, on every row that shows it", async () => {
  const { inbound, conversations, call } = await testSandbox();
  await call("POST", "/contacts", { phoneNumber: ALICE, firstName: "Alice" });
  const stop = await inbound(ALICE, "stop.");
  expect([stop.optOut, stop.optIn]).toEqual([true, false]);
  expect((await conversations())[0]).toMatchObject({ optOut: true, optIn: false });
  expect((await call("GET", `/contacts/${ALICE}`)).json).toMatchObject({ optOut: true });
  const start = await inbound(ALICE, "START");
  expect([start.optOut, start.optIn]).toEqual([false, true]);
  expect((await conversations())[0]).toMatchObject({ optOut: false, optIn: true });
  expect((await call("GET", `/contacts/${ALICE}`)).json).toMatchObject({ optOut: false });
});

test("YES and a sentence with stop in it change nothing", async () => {
  const { inbound, conversations } = await testSandbox();
  await inbound(ALICE, "YES");
  await inbound(ALICE, "please stop by tomorrow");
  expect((await conversations())[0]).toMatchObject({ optOut: false, optIn: false });
});
