import { beforeEach, describe, expect, it } from "vitest";
import { readSyncPosition, recordSync, setLagging } from "@/lib/db/account-sync";
import { findAccount } from "@/lib/db/accounts";
import { getAccountOverview } from "@/lib/inbox/list-account-overviews";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { changeAccount, synchroniseAgain } from "@/lib/inbox/manage-accounts";
import { adapterFor, withProvider } from "@/lib/inbox/open-provider";
import { syncAccount } from "@/lib/inbox/sync-account";
import { testConnection } from "@/lib/inbox/test-connection";
import { type StubAnswer, startStub } from "@/tests/providers/stub-server";
import { openDesk, query, refillBudget } from "./harness/desk";
import { addPerson } from "./harness/people";

const desk = await openDesk({ world: "bulk", bulk: { conversations: 450, messages: 900 } });
const { accountId, sandbox } = desk;
const priya = await addPerson("Priya Nair", "admin");
const { username, password } = sandbox.credentials;
const login = (secret: string) => ({ method: "basic" as const, username, password: secret });

beforeEach(async () => {
  await sandbox.endFaults();
  await refillBudget();
});

describe("a test of a connection says in plain words", () => {
  const cases: [string, StubAnswer, RegExp, RegExp | null][] = [
    ["a rejected password", { status: 401, json: { title: "No" } }, /username or password/, /again/],
    ["a wrong path", { status: 404, text: "<html>" }, /Nothing answers at that address/, /\/v1/],
    ["a page instead of the API", { text: "<html>Welcome</html>" }, /couldn't be read/, /address/],
    ["a redirect", { status: 302, headers: { location: "https://x.example" } }, /redirects/, null],
    ["a login without API", { status: 403, json: { title: "Forbidden" } }, /Forbidden/, /may use the API/],
    ["a server in trouble", { status: 503, text: "busy" }, /answered 503/, /address/],
    ["a connection that breaks", "cut", /broke off/, /address/],
    ["a used-up limit", { status: 429, headers: { "retry-after": "120" } }, /limit is used up/, /minute/],
    ["a novel", { status: 400, json: { detail: "x".repeat(10_000) } }, /^x{300}…$/, null],
  ];

  it.each(cases)("%s", async (_name, answer, text, detail) => {
    await using stub = await startStub(() => answer);
    await query("UPDATE accounts SET base_url = $1", [stub.baseUrl]);
    const [signIn, numbers, , credits] = (await testConnection(priya, accountId)).checks;
    expect(signIn).toMatchObject({ status: "problem", text: expect.stringMatching(text) });
    expect(signIn?.detail ?? "").toMatch(detail ?? /^$/);
    expect([numbers?.name, credits?.status]).toEqual(["numbers", "unknown"]);
    await reset();
  });

  it("a host that nobody knows, and one whose certificate isn't right", async () => {
    const gone = await startStub(() => ({ json: {} }));
    await gone[Symbol.asyncDispose]();
    const { host } = new URL(gone.baseUrl);
    expect((await testAt(gone.baseUrl)).checks[0]).toMatchObject({
      text: `Can't reach ${host}.`,
      detail: expect.stringContaining("internet"),
    });
    await using stub = await startStub(() => ({ json: {} }));
    expect((await testAt(stub.baseUrl.replace("http:", "https:"))).checks[0]).toMatchObject({
      text: expect.stringContaining("Can't reach"),
      detail: expect.stringContaining("certificate"),
    });
    await reset();
  });

  it("how many credits are left, whatever form that has", async () => {
    const answers: [unknown, number | null][] = [
      [{ totalCredits: 153 }, 153],
      [{ planCredits: "15", anytimeCredits: 138 }, 153],
      [{ totalCredits: 0 }, 0],
      [{ totalCredits: "plenty" }, null],
      [[], null],
    ];
    for (const [json, credits] of answers) {
      await using stub = await startStub(() => ({ json }));
      const test = await testAt(stub.baseUrl);
      expect(test.credits).toBe(credits);
      const status = credits === null ? "unknown" : credits > 0 ? "ok" : "problem";
      expect(test.checks.at(-1)).toMatchObject({ name: "credits", status });
    }
    await reset();
  });
});

/** A test of the connection as if the account were at this address. */
async function testAt(baseUrl: string) {
  await query("UPDATE accounts SET base_url = $1", [baseUrl]);
  return testConnection(priya, accountId);
}

async function reset(): Promise<void> {
  await query("UPDATE accounts SET base_url = $1, state = 'live', stopped_at = NULL", [sandbox.baseUrl]);
}

describe("a rejected password", () => {
  it("found by a test stops the account, and a test that is let in again starts it", async () => {
    await query("UPDATE accounts SET last_sync_at = NULL");
    await sandbox.setPassword("changed");
    await testConnection(priya, accountId);
    const { state, stoppedAt } = await getAccountOverview(accountId);
    expect([state, typeof stoppedAt]).toEqual(["stopped", "string"]);
    await testConnection(priya, accountId);
    expect(await getAccountOverview(accountId)).toMatchObject({ stoppedAt });
    await sandbox.setPassword(password);
    await testConnection(priya, accountId);
    // Being let in isn't being read.
    expect(await getAccountOverview(accountId)).toMatchObject({
      state: "live",
      stoppedAt: null,
      error: null,
      lastSyncAt: null,
    });
  });

  it("says nothing about the one it was changed to while the call was under way", async () => {
    const work = withProvider(accountId, async (provider) => {
      await sandbox.setPassword("changed");
      await changeAccount(priya, accountId, { credentials: login("changed") });
      await provider.readCredits();
    });
    await expect(work).rejects.toMatchObject({ name: "ProviderError", kind: "not_reached" });
    expect(await getAccountOverview(accountId)).toMatchObject({ state: "live" });
    await sandbox.setPassword(password);
    await changeAccount(priya, accountId, { credentials: login(password) });
  });

  it("keeps the account stopped, whatever was still under way", async () => {
    await query("UPDATE accounts SET state = 'stopped', stopped_at = now(), error = 'Wrong password'");
    await recordSync(accountId, new Date());
    await setLagging(accountId, "Time-out");
    expect(await getAccountOverview(accountId)).toMatchObject({ state: "stopped", error: "Wrong password" });
    await reset();
  });
});

describe("changing an account", () => {
  it("draws its trial from the account's budget", async () => {
    await query("DELETE FROM request_usage");
    await changeAccount(priya, accountId, { credentials: login(password) });
    expect(await query("SELECT priority, calls FROM request_usage")).toEqual([
      { priority: "thread", calls: 1 },
    ]);
  });

  it("takes no trial when the connection stays as it is", async () => {
    await sandbox.forgetRequests();
    await changeAccount(priya, accountId, { name: "Fernhill", baseUrl: sandbox.baseUrl, budgetShare: 50 });
    expect((await sandbox.requests()).requests).toEqual([]);
    await query("UPDATE accounts SET budget_share = 10000");
  });

  it("gives later calls the new connection", async () => {
    const before = await findAccount(accountId);
    if (!before) throw new Error("the account is missing");
    const adapter = adapterFor(before);
    expect(adapterFor(before)).toBe(adapter);
    await sandbox.setPassword("changed");
    await changeAccount(priya, accountId, { credentials: login("changed") });
    await withProvider(accountId, (provider) => provider.readCredits());
    await sandbox.setPassword(password);
    await changeAccount(priya, accountId, { credentials: login(password) });
  });
});

describe("synchronising again", () => {
  /** Begins while the provider takes its time over the next call to `path`, and lets that end. */
  async function during(path: string, work: () => Promise<void>): Promise<void> {
    await sandbox.fault({ match: { method: "GET", path }, kind: "delay", delayMs: 400 });
    const underWay = work();
    while ((await sandbox.pendingFaults()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await synchroniseAgain(priya, accountId);
    await underWay;
  }

  it("begins anew also in the middle of a synchronisation", async () => {
    const pages = async () => (await sandbox.requestsTo("GET", /^\/conversations$/)).length;
    await synchroniseAgain(priya, accountId);
    await sandbox.forgetRequests();
    await syncAccount(accountId);
    const once = await pages();
    expect(once).toBeGreaterThan(2);
    await synchroniseAgain(priya, accountId);
    await sandbox.forgetRequests();
    await during("/messages", () => syncAccount(accountId));
    expect(await pages()).toBe(2 * once);
    expect(await getAccountOverview(accountId)).toMatchObject({ state: "live", progress: null });
  });

  it("begins at the first page, whatever a sweep has just read", async () => {
    await query("UPDATE accounts SET last_sweep_at = NULL, backfill_page = 0");
    await during("/conversations", () => lookAtAccount(accountId));
    expect(await readSyncPosition(accountId)).toMatchObject({ phase: "conversations", page: 0 });
  });

  it("keeps what counts as news, and a stopped account stopped", async () => {
    const before = await readSyncPosition(accountId);
    await query("UPDATE accounts SET state = 'stopped'");
    expect(await synchroniseAgain(priya, accountId)).toMatchObject({ state: "stopped" });
    expect(await readSyncPosition(accountId)).toMatchObject({
      startedAt: before?.startedAt,
      polledUpTo: before?.polledUpTo,
    });
    await reset();
  });
});
