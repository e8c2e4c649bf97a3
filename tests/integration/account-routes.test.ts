import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import * as account from "@/app/api/accounts/[id]/route";
import * as sync from "@/app/api/accounts/[id]/sync/route";
import * as test from "@/app/api/accounts/[id]/test/route";
import * as usage from "@/app/api/accounts/[id]/usage/route";
import * as accounts from "@/app/api/accounts/route";
import * as metrics from "@/app/api/metrics/route";
import * as replay from "@/app/api/webhook-events/[id]/replay/route";
import * as webhookEvent from "@/app/api/webhook-events/[id]/route";
import * as webhookEvents from "@/app/api/webhook-events/route";
import { accountOverviewSchema, connectionTestSchema, requestUsageSchema } from "@/lib/domain/account";
import { syncAccount } from "@/lib/inbox/sync-account";
import { log } from "@/lib/log";
import { openDesk, query } from "./harness/desk";
import { addPerson } from "./harness/people";

const signedIn = vi.hoisted(() => ({ userId: "" }));

/** The cookie alone is made up. Who that is, and what they may, is read from the database as ever. */
vi.mock("next-auth", () => ({
  getServerSession: async () => (signedIn.userId ? { user: { id: signedIn.userId } } : null),
}));

const { accountId, sandbox } = await openDesk();
const people = {
  agent: await addPerson("Leo Brandt", "agent"),
  manager: await addPerson("Ana Ruiz", "manager"),
  admin: await addPerson("Priya Nair", "admin"),
};

const refusalSchema = z.object({ error: z.object({ code: z.string(), details: z.unknown().optional() }) });

type Handler = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;
type Call = [method: string, name: string, handler: Handler];

const calls: Call[] = [
  ["GET", "/api/accounts", accounts.GET],
  ["POST", "/api/accounts", accounts.POST],
  ["GET", "/api/accounts/{id}", account.GET],
  ["PATCH", "/api/accounts/{id}", account.PATCH],
  ["DELETE", "/api/accounts/{id}", account.DELETE],
  ["POST", "/api/accounts/{id}/test", test.POST],
  ["POST", "/api/accounts/{id}/sync", sync.POST],
  ["GET", "/api/accounts/{id}/usage", usage.GET],
  ["GET", "/api/webhook-events", webhookEvents.GET],
  ["DELETE", "/api/webhook-events/{id}", webhookEvent.DELETE],
  ["POST", "/api/webhook-events/{id}/replay", replay.POST],
  ["GET", "/api/metrics", metrics.GET],
];

async function ask(
  [method, name, handler]: Call,
  { id = accountId, body, search = "" }: { id?: string; body?: unknown; search?: string } = {},
) {
  const url = `http://desk.example${name.replace("{id}", id)}${search}`;
  const sent = method === "GET" ? undefined : JSON.stringify(body);
  const request = new Request(url, { method, body: sent ?? null });
  const answer = await handler(request, { params: Promise.resolve({ id }) });
  const text = await answer.text();
  const json: unknown = text.startsWith("{") ? JSON.parse(text) : null;
  return { status: answer.status, text, json, error: refusalSchema.safeParse(json).data?.error };
}

const connect: Call = ["POST", "/api/accounts", accounts.POST];
const change: Call = ["PATCH", "/api/accounts/{id}", account.PATCH];
const body = (fields: object = {}) => ({
  name: "Fernhill Rentals",
  provider: "eztexting",
  baseUrl: sandbox.baseUrl,
  credentials: { method: "basic", ...sandbox.credentials },
  ...fields,
});

beforeEach(() => {
  signedIn.userId = people.admin.id;
});

describe("who may", () => {
  it.each(calls)("%s %s: admins, nobody else", async (...call) => {
    signedIn.userId = "";
    expect((await ask(call)).status).toBe(401);
    for (const person of [people.agent, people.manager]) {
      signedIn.userId = person.id;
      expect((await ask(call)).status).toBe(403);
    }
    signedIn.userId = people.admin.id;
    const nobody = randomUUID();
    const { status } = await ask(call, { id: nobody, body: body({ name: "" }) });
    expect(status).toBe(
      call[1].includes("{id}") && call[0] !== "PATCH" ? 404 : call[0] === "GET" ? 200 : 400,
    );
  });

  it("not an admin who was disabled since", async () => {
    await query("UPDATE users SET disabled_at = now() WHERE id = $1", [people.admin.id]);
    expect((await ask(["GET", "/api/accounts", accounts.GET])).status).toBe(401);
    await query("UPDATE users SET disabled_at = NULL");
  });
});

describe("what can't be read", () => {
  it.each([
    ["name", { name: " " }],
    ["name", { name: undefined }],
    ["provider", { provider: "pigeon" }],
    ["baseUrl", { baseUrl: "ftp://provider.example" }],
    ["baseUrl", { baseUrl: "https://ops:secret@provider.example/v1" }],
    ["baseUrl", { baseUrl: "https://provider.example/v1?key=secret" }],
    ["budgetShare", { budgetShare: 0 }],
    ["credentials.password", { credentials: { method: "basic", username: "ops", password: "" } }],
    ["credentials.username", { credentials: { method: "basic", username: "o\u0000ps", password: "x" } }],
    ["credentials.method", { credentials: { method: "none", username: "ops", password: "x" } }],
  ])("is refused by the name of the field: %s (%j)", async (path, fields) => {
    const { status, error } = await ask(connect, { body: body(fields) });
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: "invalid_request", details: { issues: [{ path }] } });
  });

  it("names nothing when it is an id, and no page when it is a cursor", async () => {
    expect((await ask(change, { id: "1", body: {} })).status).toBe(404);
    const list: Call = ["GET", "/api/webhook-events", webhookEvents.GET];
    expect((await ask(list, { search: "?cursor=zzz" })).status).toBe(400);
    expect((await ask(list, { search: "?limit=0" })).status).toBe(400);
    expect((await ask(list, { search: "?accountId=1" })).status).toBe(400);
  });

  it("is refused as such when nobody has written the provider's adapter", async () => {
    const { status, error } = await ask(connect, { body: body({ provider: "textit" }) });
    expect([status, error?.code]).toEqual([422, "refused"]);
  });
});

describe("an account's password", () => {
  const SECRET = "not-to-be-seen-anywhere";

  it("is in no answer, no log and no audit entry, whatever is done with the account", async () => {
    // What is handed to the log, before the log itself hides anything.
    const spies = (["debug", "info", "warn", "error"] as const).map((level) => vi.spyOn(log, level));
    await sandbox.setPassword(SECRET);
    const credentials = { method: "basic", username: sandbox.credentials.username, password: SECRET };
    const added = await ask(connect, { body: body({ credentials }) });
    const { id } = accountOverviewSchema.parse(added.json);
    const told = [added.text];
    for (const [method, name, handler, given] of [
      ["PATCH", "/api/accounts/{id}", account.PATCH, { credentials, name: "Renamed" }],
      ["PATCH", "/api/accounts/{id}", account.PATCH, { credentials: { ...credentials, username: "x" } }],
      ["PATCH", "/api/accounts/{id}", account.PATCH, { credentials: { ...credentials, method: "oauth2" } }],
      ["PATCH", "/api/accounts/{id}", account.PATCH, { credentials, baseUrl: "http://127.0.0.1:9/v1" }],
      ["POST", "/api/accounts/{id}/test", test.POST, undefined],
      ["POST", "/api/accounts/{id}/sync", sync.POST, undefined],
      ["GET", "/api/accounts", accounts.GET, undefined],
      ["GET", "/api/accounts/{id}/usage", usage.GET, undefined],
      ["GET", "/api/metrics", metrics.GET, undefined],
    ] as const) {
      told.push((await ask([method, name, handler], { id, body: given })).text);
    }
    const { password } = sandbox.credentials;
    await ask(change, { id, body: { credentials, baseUrl: sandbox.baseUrl } });
    await sandbox.setPassword(password);
    await expect(syncAccount(id)).rejects.toThrow(/stopped/);
    told.push((await ask(["DELETE", "/api/accounts/{id}", account.DELETE], { id })).text);
    const lines = spies.flatMap((spy) => spy.mock.calls.map((call) => inspect(call, { depth: 10 })));
    expect(lines.join()).toContain("the account is stopped");
    const audit = JSON.stringify(await query("SELECT * FROM audit_entries"));
    expect(audit).toContain("account.disconnected");
    for (const text of [...told, ...lines, audit]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(Buffer.from(SECRET).toString("base64").slice(4, -4));
    }
  });

  it("isn't told to another server than the one it was given for", async () => {
    await sandbox.forgetRequests();
    const elsewhere = sandbox.baseUrl.replace("127.0.0.1", "localhost");
    const { username } = sandbox.credentials;
    for (const changes of [
      { baseUrl: elsewhere },
      { baseUrl: elsewhere, credentials: { method: "basic", username } },
    ]) {
      const { status, error } = await ask(change, { body: changes });
      expect([status, error?.code]).toEqual([422, "refused"]);
    }
    expect((await sandbox.requests()).requests).toEqual([]);
    const path = `${sandbox.baseUrl}/`;
    expect((await ask(change, { body: { baseUrl: path } })).status).toBe(200);
  });
});

describe("answers", () => {
  it("have the shapes the screens read", async () => {
    const list = await ask(["GET", "/api/accounts", accounts.GET]);
    expect(z.object({ items: z.array(accountOverviewSchema) }).parse(list.json).items).toMatchObject([
      { id: accountId },
    ]);
    const tested = await ask(["POST", "/api/accounts/{id}/test", test.POST]);
    expect(connectionTestSchema.parse(tested.json).checks).toHaveLength(4);
    const used = await ask(["GET", "/api/accounts/{id}/usage", usage.GET]);
    expect(requestUsageSchema.parse(used.json).minutes).toHaveLength(60);
    expect((await ask(["POST", "/api/accounts/{id}/sync", sync.POST])).status).toBe(202);
    expect((await ask(connect, { body: body() })).status).toBe(201);
  });

  it("of a change that changes nothing leave no trace", async () => {
    const count = () => query("SELECT 1 FROM audit_entries");
    const before = await count();
    expect((await ask(change, { body: {} })).status).toBe(200);
    expect(await count()).toEqual(before);
  });
});
