import { expect, test } from "vitest";
import { z } from "zod";
import { ALICE, BOB, DOWNTOWN, RIVERSIDE, testSandbox, type TestSandbox } from "./sandbox-client";

const errorSchema = z.object({
  status: z.number(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ title: z.string(), message: z.string() })),
});

async function threeTexts(): Promise<TestSandbox> {
  const sandbox = await testSandbox();
  for (const text of ["first", "second", "third"]) {
    await sandbox.inbound(ALICE, text);
    await sandbox.advance(1_000);
  }
  return sandbox;
}

test("lists are oldest first unless sorted", async () => {
  const { messages } = await threeTexts();
  expect((await messages()).map((row) => row.message)).toEqual(["first", "second", "third"]);
  expect((await messages("sort=sentAt,desc")).map((row) => row.message)).toEqual([
    "third",
    "second",
    "first",
  ]);
});

test("an unknown sort property is ignored, and reported as sorted all the same", async () => {
  const { call } = await threeTexts();
  const { json } = await call("GET", "/messages?sort=whatever,desc");
  const page = z
    .object({ content: z.array(z.object({ message: z.string() })), sort: z.object({ sorted: z.boolean() }) })
    .parse(json);
  expect(page.content.map((row) => row.message)).toEqual(["first", "second", "third"]);
  expect(page.sort.sorted).toBe(true);
});

test("a sort without a direction is a 400 in the documented shape", async () => {
  const { call } = await testSandbox();
  const answer = await call("GET", "/messages?sort=sentAt");
  expect(answer.status).toBe(400);
  expect(errorSchema.parse(answer.json)).toEqual({
    status: 400,
    title: "Malformed Request",
    detail: "The request you made was malformed",
    errors: [
      { title: "Sorting Failure", message: "The sort direction query string is required but was missing" },
    ],
  });
});

test.each(["5", "25", "1000", "all", ""])("a page of size %j is a 400", async (size) => {
  const { call } = await testSandbox();
  for (const path of ["/messages", "/conversations", "/contacts", "/message-templates"]) {
    expect((await call("GET", `${path}?size=${size}`)).status).toBe(400);
  }
});

test("pages count from 0, and the last one says so", async () => {
  const sandbox = await testSandbox();
  for (let index = 0; index < 23; index++) await sandbox.inbound(ALICE, `text ${index}`);
  const { json } = await sandbox.call("GET", "/messages?size=10&page=2");
  expect(json).toMatchObject({
    totalElements: 23,
    totalPages: 3,
    numberOfElements: 3,
    number: 2,
    first: false,
    last: true,
    pageable: { pageNumber: 2, pageSize: 10, offset: 20 },
  });
});

test("an empty list has no pages and is the last one", async () => {
  const { call } = await testSandbox();
  expect((await call("GET", "/messages")).json).toMatchObject({
    content: [],
    totalPages: 0,
    last: true,
    first: true,
  });
});

test("unknown filters and operators return everything", async () => {
  const { messages, conversations } = await threeTexts();
  expect(await messages("filters[colour][eq]=red")).toHaveLength(3);
  expect(await messages("filters[sentAt][after]=2099-01-01T00:00:00Z")).toHaveLength(3);
  expect(await conversations("filters[assignee][eq]=leo")).toHaveLength(1);
});

test("messages are filtered by time, with an encoded offset", async () => {
  const sandbox = await testSandbox();
  await sandbox.inbound(ALICE, "early");
  await sandbox.advance(60_000);
  const { sentAt } = await sandbox.inbound(ALICE, "middle");
  await sandbox.advance(60_000);
  await sandbox.inbound(ALICE, "late");
  const at = encodeURIComponent(sentAt);
  const texts = async (query: string) => (await sandbox.messages(query)).map((row) => row.message);
  expect(await texts(`filters[sentAt][gte]=${at}`)).toEqual(["middle", "late"]);
  expect(await texts(`filters[sentAt][lte]=${at}`)).toEqual(["early", "middle"]);
  // A plus that isn't encoded arrives as a space.
  expect((await sandbox.call("GET", `/messages?filters[sentAt][gte]=${sentAt}`)).status).toBe(400);
});

test("messages are filtered by every documented field", async () => {
  const sandbox = await testSandbox({ rowIds: "different" });
  const alice = await sandbox.inbound(ALICE, "Is my bike ready?");
  await sandbox.inbound(BOB, "STOP", { to: RIVERSIDE });
  await sandbox.inbound(ALICE, "look", { picture: "hub" });
  const sent = await sandbox.send(ALICE, "Nearly.");
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await sandbox.send(ALICE, "Reminder", { sendAt: later });
  await sandbox.advance(2_500);
  const texts = async (query: string) => (await sandbox.messages(query)).map((row) => row.message);
  expect(await texts("")).toEqual(["Is my bike ready?", "STOP", "look", "Nearly."]);
  expect(await texts(`filters[userNumber][eq]=${RIVERSIDE}`)).toEqual(["STOP"]);
  expect(await texts(`filters[contactNumber][eq]=${BOB}`)).toEqual(["STOP"]);
  expect(await texts(`filters[messageId][eq]=${alice.id}`)).toEqual(["Is my bike ready?"]);
  expect(await texts(`filters[messageId][eq]=${sent}`)).toEqual([]);
  expect(await texts("filters[incoming][eq]=false")).toEqual(["Nearly."]);
  expect(await texts("filters[unread][eq]=true")).toHaveLength(3);
  expect(await texts("filters[pending][eq]=true")).toEqual(["Reminder"]);
  expect(await texts("filters[deleted][eq]=true")).toEqual([]);
  expect(await texts("filters[group][eq]=true")).toEqual([]);
  expect(await texts("filters[textQuery][eq]=READY")).toEqual(["Is my bike ready?"]);
  expect(await texts("filters[type][eq]=mms")).toEqual(["look"]);
  expect(await texts("filters[optType][eq]=optOut")).toEqual(["STOP"]);
  expect((await sandbox.call("GET", "/messages?filters[type][eq]=MMS")).status).toBe(400);
});

test("conversations are filtered by every documented field", async () => {
  const sandbox = await testSandbox();
  await sandbox.call("POST", "/contacts", { phoneNumber: ALICE, firstName: "Alice", lastName: "Moreau" });
  await sandbox.inbound(ALICE, "Any news?");
  await sandbox.inbound(BOB, "STOP", { to: RIVERSIDE });
  await sandbox.call("POST", `/conversations/conversation/${RIVERSIDE}/${BOB}/archive`);
  const who = async (query: string) => (await sandbox.conversations(query)).map((row) => row.contactNumber);
  expect(await who("")).toEqual([ALICE, BOB]);
  expect(await who("filters[archived][eq]=true")).toEqual([BOB]);
  expect(await who("filters[unread][eq]=false")).toEqual([]);
  expect(await who(`filters[from][eq]=${DOWNTOWN}`)).toEqual([ALICE]);
  expect(await who("filters[optType][eq]=OPTOUT")).toEqual([BOB]);
  expect(await who("filters[optType][eq]=NONE")).toEqual([ALICE]);
  expect(await who("filters[query][eq]=moreau")).toEqual([ALICE]);
  expect(await who("filters[query][eq]=NEWS")).toEqual([ALICE]);
  expect((await sandbox.call("GET", "/conversations?filters[optType][eq]=optOut")).status).toBe(400);
});

test("a wrong contact source leaks the vendor's enum", async () => {
  const { call } = await testSandbox();
  const answer = await call("GET", "/contacts?filters[source][like]=ZZZ");
  expect(answer.status).toBe(400);
  expect(errorSchema.parse(answer.json).errors[0]?.message).toMatch(
    /^No enum constant .*ContactSource\.ZZZ$/,
  );
});
