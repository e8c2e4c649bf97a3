import { expect, test } from "vitest";
import { z } from "zod";
import { ALICE, BOB, hookReceiver, idOf, testSandbox, type TestSandbox } from "./sandbox-client";

const pageSchema = z.object({ content: z.array(z.looseObject({ firstName: z.string().nullish() })) });
const rowsOf = async ({ call }: TestSandbox, path: string) =>
  pageSchema.parse((await call("GET", path)).json).content;
const aString: unknown = expect.any(String);
const aTime: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

test("a contact is kept by its number, in the fields seen live", async () => {
  const sandbox = await testSandbox();
  const { call } = sandbox;
  const created = await call("POST", "/contacts", {
    phoneNumber: "9715550101",
    firstName: "Alice",
    note: "vip",
  });
  expect(created.status).toBe(201);
  expect(created.json).toEqual({ id: aString });
  const again = await call("POST", "/contacts", { phoneNumber: ALICE, lastName: "Moreau", custom2: "Kona" });
  expect(again.status).toBe(200);
  const { json } = await call("GET", `/contacts/${ALICE}`);
  expect(json).toEqual({
    phoneNumber: ALICE,
    firstName: "Alice",
    lastName: "Moreau",
    email: null,
    note: "vip",
    source: "API",
    custom1: null,
    custom2: "Kona",
    custom3: null,
    custom4: null,
    custom5: null,
    values: {},
    createdAt: aTime,
    updatedAt: aTime,
    optOut: false,
    groups: [],
  });
  const deleted = await call("DELETE", `/contacts/${ALICE}`);
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  expect((await call("GET", `/contacts/${ALICE}`)).status).toBe(404);
});

test("contacts are checked as documented, and optOut can't be written", async () => {
  const { call } = await testSandbox();
  expect((await call("POST", "/contacts", { phoneNumber: "12" })).status).toBe(400);
  expect((await call("POST", "/contacts", { phoneNumber: ALICE, firstName: "A".repeat(21) })).status).toBe(
    400,
  );
  expect((await call("POST", "/contacts", { phoneNumber: ALICE, note: "n".repeat(201) })).status).toBe(400);
  await call("POST", "/contacts", { phoneNumber: ALICE, optOut: true });
  expect((await call("GET", `/contacts/${ALICE}`)).json).toMatchObject({ optOut: false });
});

test("a batch answers nothing, and skips what isn't a number", async () => {
  const sandbox = await testSandbox();
  const group = idOf(await sandbox.call("POST", "/contact-groups", { name: "vip" }));
  const contacts = [{ phoneNumber: ALICE }, { phoneNumber: "12" }, { phoneNumber: BOB }];
  const answer = await sandbox.call("POST", "/contacts/batch", { contacts, groupIdsAdd: [group] });
  expect([answer.status, answer.text]).toEqual([200, ""]);
  expect(await rowsOf(sandbox, "/contacts?filters[groupName][like]=VIP")).toHaveLength(2);
});

test("contacts are filtered by what works live, and groupName is a whole name", async () => {
  const sandbox = await testSandbox();
  const group = idOf(await sandbox.call("POST", "/contact-groups", { name: "Sunday riders" }));
  await sandbox.call("POST", "/contacts", { phoneNumber: ALICE, firstName: "Alice", groupIdsAdd: [group] });
  await sandbox.call("POST", "/contacts", { phoneNumber: BOB, firstName: "Bob", email: "bob@mail.example" });
  const names = async (filter: string) =>
    (await rowsOf(sandbox, `/contacts?${filter}`)).map((row) => row.firstName);
  expect(await names("filters[firstName][like]=LIC")).toEqual(["Alice"]);
  expect(await names("filters[email][like]=bob@")).toEqual(["Bob"]);
  expect(await names("filters[phoneNumber][like]=0102")).toEqual(["Bob"]);
  expect(await names("filters[groupName][like]=sunday riders")).toEqual(["Alice"]);
  expect(await names("filters[groupName][like]=sunday")).toEqual([]);
  expect(await names(`filters[groupId][eq]=${group}`)).toEqual(["Alice", "Bob"]);
  expect(await names("sort=createdAt,desc")).toHaveLength(2);
});

test("groups have members, whose numbers go in the query", async () => {
  const sandbox = await testSandbox();
  const created = await sandbox.call("POST", "/contact-groups", { name: "Riders", phoneNumbers: [ALICE] });
  const id = idOf(created);
  expect(created.status).toBe(201);
  const path = `/contact-groups/${id}`;
  expect((await sandbox.call("GET", path)).json).toEqual({ id, name: "Riders", note: "", contactsCount: 1 });
  const members = `${path}/contacts?phoneNumbers=${ALICE}&phoneNumbers=${BOB}`;
  expect((await sandbox.call("POST", members)).json).toEqual([ALICE, BOB]);
  await sandbox.call("PUT", path, { name: "Racers", note: "fast" });
  expect((await sandbox.call("GET", path)).json).toMatchObject({
    name: "Racers",
    note: "fast",
    contactsCount: 2,
  });
  expect((await sandbox.call("DELETE", `${path}/contacts?phoneNumbers=${BOB}`)).json).toEqual([BOB]);
  await sandbox.call("POST", "/messages", { groupIds: [id], message: "Ride on Sunday" });
  await sandbox.advance(2_100);
  expect((await sandbox.messages()).map((row) => row.contactNumber)).toEqual([ALICE]);
  expect((await sandbox.call("DELETE", path)).text).toBe("");
  expect((await sandbox.call("GET", path)).status).toBe(404);
});

test("templates, fields and keywords are created, read, changed and deleted", async () => {
  const sandbox = await testSandbox();
  const { call } = sandbox;
  const template = idOf(await call("POST", "/message-templates", { name: "Hours", message: "8 to 6" }));
  expect(
    (await call("PUT", `/message-templates/${template}`, { name: "Hours", message: "9 to 5" })).text,
  ).toBe("");
  expect((await call("GET", `/message-templates/${template}`)).json).toEqual({
    id: template,
    name: "Hours",
    message: "9 to 5",
    companyName: null,
    mediaFileId: null,
    mediaFileUrl: null,
  });
  expect((await call("DELETE", `/message-templates/${template}`)).status).toBe(200);
  expect((await call("GET", `/message-templates/${template}`)).status).toBe(404);
  const field = idOf(await call("POST", "/contact-fields", { name: "Size" }));
  await call("PUT", `/contact-fields/${field}`, { name: "Frame size" });
  expect(await rowsOf(sandbox, "/contact-fields")).toContainEqual({ id: field, name: "Frame size" });
  expect((await call("DELETE", `/contact-fields/${field}`)).status).toBe(200);
  expect((await call("GET", "/keywords/ride/check")).json).toEqual({ keyword: "RIDE", available: true });
  await call("POST", "/keywords/ride/acquire");
  expect((await call("GET", "/keywords/RIDE/check")).json).toEqual({ keyword: "RIDE", available: false });
  await call("PUT", "/keywords/RIDE", { autoReply: "See you" });
  expect((await call("GET", "/keywords/ride")).json).toMatchObject({ autoReply: "See you" });
  expect((await call("DELETE", "/keywords/ride/release")).status).toBe(200);
});

test("credits are bought, and the campaign has a company", async () => {
  const { call } = await testSandbox();
  expect((await call("POST", "/credits/purchase", { numberOfCredits: 100 })).status).toBe(201);
  expect((await call("GET", "/credits")).json).toMatchObject({ totalCredits: 4418 });
  expect((await call("GET", "/campaign-info")).json).toMatchObject({ companyName: "Fernhill Cycles" });
});

test("a media file is a link unless media are fetched", async () => {
  const sandbox = await testSandbox();
  const { hooks, url } = await hookReceiver();
  const posted = await sandbox.call("POST", "/media-files", { mediaUrl: `${url}/promo.jpg` });
  expect(posted.json).toMatchObject({ name: "promo.jpg", type: "image/jpeg", url: `${url}/promo.jpg` });
  expect(hooks).toEqual([]);
  const mediaFileId = idOf(posted);
  await sandbox.call("POST", "/messages", { toNumbers: [ALICE], mediaFileId });
  await sandbox.call("POST", "/messages", {
    toNumbers: [ALICE],
    message: "Look",
    mediaUrl: "https://shop.example/a.png",
  });
  await sandbox.advance(2_100);
  expect((await sandbox.messages()).map((row) => [row.type, row.mediaUrl])).toEqual([
    ["mms", `${url}/promo.jpg`],
    ["mms", "https://shop.example/a.png"],
  ]);
  expect((await sandbox.call("DELETE", `/media-files/${mediaFileId}`)).status).toBe(200);
  expect((await sandbox.call("GET", `/media-files/${mediaFileId}`)).status).toBe(404);
});

test("fetched media are copied and served by the sandbox, and what can't be fetched is a 400", async () => {
  const source = await testSandbox();
  const { mediaUrl } = await source.inbound(ALICE, "", { picture: "receipt" });
  const sandbox = await testSandbox({ fetchMedia: true });
  await sandbox.call("POST", "/messages", { toNumbers: [ALICE], message: "Receipt", mediaUrl });
  await sandbox.advance(2_100);
  const copy = (await sandbox.messages())[0]?.mediaUrl ?? "";
  expect(new URL(copy).origin).toBe(new URL(sandbox.baseUrl).origin);
  const bytes = await (await fetch(copy)).arrayBuffer();
  expect(bytes).toEqual(await (await fetch(mediaUrl ?? "")).arrayBuffer());
  const lost = { toNumbers: [ALICE], message: "Receipt", mediaUrl: `${source.baseUrl}/nothing.png` };
  expect((await sandbox.call("POST", "/messages", lost)).status).toBe(400);
});

test("pictures are real PNGs that anybody may fetch", async () => {
  const { inbound } = await testSandbox();
  const { mediaUrl, type } = await inbound(ALICE, "Look", { picture: "bike" });
  const answer = await fetch(mediaUrl ?? "");
  expect([type, answer.status, answer.headers.get("content-type")]).toEqual(["mms", 200, "image/png"]);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 900]);
  expect((await fetch(`${mediaUrl?.replace(/\d+\.png/, "1.png")}`)).status).toBe(404);
});
