import { expect, test } from "vitest";
import { ALICE, BOB, DOWNTOWN, idOf, RIVERSIDE, testSandbox } from "./sandbox-client";

const LATER_MS = 60 * 60 * 1000;

test("a send is answered with 201 and an id, and shows up two seconds later", async () => {
  const { call, conversations, thread, advance } = await testSandbox();
  const answer = await call("POST", "/messages", { toNumbers: [ALICE], message: "Ready!" });
  expect(answer.status).toBe(201);
  expect(idOf(answer)).toMatch(/^\d+$/);
  expect(await conversations()).toEqual([]);
  await advance(2_100);
  expect((await thread(DOWNTOWN, ALICE)).map((row) => row.message)).toEqual(["Ready!"]);
  expect(await conversations()).toHaveLength(1);
});

test("the id of a send is its rows' messageGroupId; their own id is the same only every other time", async () => {
  const { send, messages, advance } = await testSandbox();
  const first = await send(ALICE, "one");
  const second = await send(ALICE, "two");
  await advance(2_100);
  const rows = await messages();
  expect(rows.map((row) => row.messageGroupId)).toEqual([first, second]);
  expect(rows.map((row) => row.id === row.messageGroupId)).toEqual([true, false]);
});

test("the status moves from queued over sent to delivered, and only asking shows it", async () => {
  const { send, messages, advance } = await testSandbox({ threadDelayMs: 0 });
  await send(ALICE, "Ready!");
  const status = async () => (await messages())[0]?.status;
  expect(await status()).toBe("QUEUED");
  await advance(3_100);
  expect(await status()).toBe("SENT");
  await advance(6_000);
  expect(await status()).toBe("DELIVERED");
});

test("what goes to a landline bounces", async () => {
  const { control, send, messages, advance } = await testSandbox();
  await control("POST", "/landlines", { numbers: [ALICE] });
  await send(ALICE, "Ready!");
  await advance(10_000);
  expect((await messages())[0]?.status).toBe("BOUNCED");
});

test("a status can be set from outside, by the id of the send too", async () => {
  const { control, send, messages, advance } = await testSandbox();
  const id = await send(ALICE, "Ready!");
  await advance(10_000);
  await control("POST", "/status", { messageId: id, status: "Delivered - Carrier Confirmed" });
  expect((await messages())[0]?.status).toBe("Delivered - Carrier Confirmed");
});

test("credits are spent by segments, and without them the text is accepted and not sent", async () => {
  const { call, control, send, messages, advance } = await testSandbox();
  await control("POST", "/credits", { planCredits: 1, anytimeCredits: 2 });
  await send(ALICE, "a".repeat(307));
  expect((await call("GET", "/credits")).json).toMatchObject({ totalCredits: 0 });
  await send(ALICE, "one more");
  await advance(10_000);
  expect((await messages()).map((row) => row.status)).toEqual(["DELIVERED", "Not Sent - No Credits"]);
});

test("sending to somebody who opted out is a 422", async () => {
  const { call, inbound, state } = await testSandbox();
  await inbound(ALICE, "STOP");
  for (const strictValidation of [true, false]) {
    const answer = await call("POST", "/messages", { toNumbers: [ALICE], message: "Hi", strictValidation });
    expect(answer.status).toBe(422);
  }
  expect((await state()).sends).toEqual([]);
});

test("a blocked number can't be texted until its owner texts START", async () => {
  const { call, inbound, send } = await testSandbox();
  const blocked = await call("POST", "/blocks", { phoneNumbers: [ALICE] });
  expect([blocked.status, blocked.text]).toEqual([200, ""]);
  expect((await call("POST", "/messages", { toNumbers: [ALICE], message: "Hi" })).status).toBe(422);
  await inbound(ALICE, "START");
  expect(await send(ALICE, "Welcome back")).toMatch(/^\d+$/);
});

test("a number that isn't one is a 400 when strict, and silently skipped otherwise", async () => {
  const { call, messages, advance } = await testSandbox();
  const strict = await call("POST", "/messages", {
    toNumbers: ["12"],
    message: "Hi",
    strictValidation: true,
  });
  expect(strict.status).toBe(400);
  expect(strict.json).toMatchObject({
    title: "Invalid Phone Number",
    errors: [{ title: "Validation Error", message: "Phone number must be 11 digits (E.164 format)" }],
  });
  const plus = { toNumbers: [`+${ALICE}`], message: "Hi", strictValidation: true };
  expect((await call("POST", "/messages", plus)).status).toBe(400);
  expect((await call("POST", "/messages", { toNumbers: ["12"], message: "Hi" })).status).toBe(201);
  await advance(3_000);
  expect(await messages()).toEqual([]);
});

test("without fromNumber the default number sends, and a number that isn't ours is a 400", async () => {
  const { call, send, conversations, advance } = await testSandbox();
  await send(ALICE, "from the default");
  await send(ALICE, "from riverside", { fromNumber: RIVERSIDE });
  await advance(2_100);
  expect((await conversations()).map((row) => row.userNumber)).toEqual([DOWNTOWN, RIVERSIDE]);
  const foreign = await call("POST", "/messages", { toNumbers: [ALICE], message: "Hi", fromNumber: BOB });
  expect(foreign.status).toBe(400);
});

test("a campaign makes a row for each recipient under one id", async () => {
  const { call, messages, advance } = await testSandbox();
  await call("POST", "/messages", {
    toNumbers: [ALICE, BOB, ALICE],
    message: "Sale!",
    companyName: "Fernhill",
  });
  await advance(2_100);
  const rows = await messages();
  expect(rows.map((row) => [row.contactNumber, row.message])).toEqual([
    [ALICE, "Fernhill: Sale!"],
    [BOB, "Fernhill: Sale!"],
  ]);
  expect(new Set(rows.map((row) => row.messageGroupId)).size).toBe(1);
  expect(new Set(rows.map((row) => row.id)).size).toBe(2);
});

test("a scheduled text is pending, goes out in time, and can be deleted before by the id POST answered", async () => {
  const { call, send, messages, thread, advance } = await testSandbox({ rowIds: "different" });
  const sendAt = new Date(Date.now() + LATER_MS).toISOString();
  const goes = await send(ALICE, "See you", { sendAt });
  const stays = await send(BOB, "Never mind", { sendAt });
  await advance(3_000);
  expect(await messages()).toEqual([]);
  expect((await messages("filters[pending][eq]=true")).map((row) => row.status)).toEqual([
    "SCHEDULED",
    "SCHEDULED",
  ]);
  const deleted = await call("DELETE", "/messages", { ids: [Number(stays)] });
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  await advance(LATER_MS + 10_000);
  expect((await thread(DOWNTOWN, ALICE)).map((row) => [row.messageGroupId, row.status])).toEqual([
    [goes, "DELIVERED"],
  ]);
  expect((await messages("filters[deleted][eq]=true")).map((row) => row.message)).toEqual(["Never mind"]);
});

test("what is scheduled for somebody who then opts out is not sent", async () => {
  const { send, inbound, messages, advance } = await testSandbox();
  await send(ALICE, "Reminder", { sendAt: new Date(Date.now() + LATER_MS).toISOString() });
  await inbound(ALICE, "STOP");
  await advance(LATER_MS + 10_000);
  expect((await messages("filters[incoming][eq]=false")).map((row) => row.status)).toEqual([
    "Not Sent - Opted Out",
  ]);
});

test("a template is filled with the contact's values, and what is missing becomes nothing", async () => {
  const { call, messages, advance } = await testSandbox();
  await call("POST", "/contacts", { phoneNumber: ALICE, firstName: "Alice", values: { Bike: "Kona" } });
  const template = await call("POST", "/message-templates", {
    name: "Ready",
    message: "Hi ${FirstName} ${LastName}, your ${Bike} is ready.",
  });
  expect(template.status).toBe(201);
  const messageTemplateId = idOf(template);
  await call("POST", "/messages", { toNumbers: [ALICE], messageTemplateId });
  await advance(2_100);
  expect((await messages())[0]?.message).toBe("Hi Alice , your Kona is ready.");
});

test("details and reports of a send have counts, and details no status", async () => {
  const { call, send, inbound, advance } = await testSandbox({ rowIds: "different" });
  const id = await send(ALICE, "Ready!");
  await advance(10_000);
  await inbound(ALICE, "Great");
  const details = await call("GET", `/message-details/${id}`);
  expect(details.json).toMatchObject({
    recipientsCount: 1,
    credits: 1,
    fromNumber: DOWNTOWN,
    type: "SMS",
    contacts: [{ phoneNumber: ALICE }],
  });
  expect(details.json).not.toHaveProperty("status");
  expect((await call("GET", `/message-reports/${id}`)).json).toMatchObject({
    delivery: { delivered: { count: 1, percentage: 100 }, bounced: { count: 0 } },
    links: [],
  });
  expect((await call("GET", `/message-reports/${id}/responses/delivery`)).json).toMatchObject({
    content: [{ phoneNumber: ALICE, status: "DELIVERED" }],
  });
  expect((await call("GET", `/message-reports/${id}/responses/engagement`)).json).toMatchObject({
    content: [{ phoneNumber: ALICE, message: "Great" }],
  });
  expect((await call("GET", `/message-reports/${id}/responses/link`)).json).toMatchObject({ content: [] });
  expect((await call("GET", "/message-details/404")).status).toBe(404);
});

test("nothing to say is a 400", async () => {
  const { call } = await testSandbox();
  expect((await call("POST", "/messages", { toNumbers: [ALICE] })).status).toBe(400);
  expect((await call("POST", "/messages", { message: "Hi" })).status).toBe(400);
  expect((await call("POST", "/messages", { toNumbers: ALICE, message: "Hi" })).status).toBe(400);
});
