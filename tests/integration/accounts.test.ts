import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { accountChangesSchema, newAccountSchema } from "@/lib/domain/account";
import { startSandbox } from "@/lib/embedded/sandbox/start-sandbox";
import { foldUsage } from "@/lib/db/request-usage";
import { getUsage } from "@/lib/inbox/account-usage";
import { collectMetrics } from "@/lib/inbox/collect-metrics";
import { getHealth } from "@/lib/inbox/get-health";
import { getAccountOverview, listAccountOverviews } from "@/lib/inbox/list-account-overviews";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { disconnectAccount } from "@/lib/inbox/disconnect-account";
import { changeAccount, connectAccount, synchroniseAgain } from "@/lib/inbox/manage-accounts";
import { pollAccount } from "@/lib/inbox/poll-account";
import { discardQuarantined, listQuarantine, replayWebhookEvent } from "@/lib/inbox/quarantine";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { syncAccount } from "@/lib/inbox/sync-account";
import { testConnection } from "@/lib/inbox/test-connection";
import { openDesk, query, refillBudget } from "./harness/desk";
import { forgetJobs, runJobs, waitingJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import { customerTexts, queueText, storedMessage } from "./harness/sends";
import { conversationRow, messagesWith, newNumber, OUR_NUMBER } from "./harness/texts";
import { knock, webhookPath } from "./harness/webhook-door";

const desk = await openDesk();
const { accountId, sandbox } = desk;
const priya = await addPerson("Priya Nair", "admin");
const leo = await addPerson("Leo Brandt");

const SECRET = "not-to-be-seen-anywhere";
const newAccount = (fields: object = {}) =>
  newAccountSchema.parse({
    name: "Fernhill Rentals",
    provider: "eztexting",
    baseUrl: sandbox.baseUrl,
    credentials: { method: "basic", ...sandbox.credentials },
    ...fields,
  });

beforeEach(async () => {
  await sandbox.endFaults();
  await refillBudget();
  await forgetJobs();
});

describe("connecting an account", () => {
  it("tries the credentials, keeps them encrypted and starts the first synchronisation", async () => {
    const connected = await connectAccount(priya, newAccount({ budgetShare: 40 }));
    expect(connected).toMatchObject({
      name: "Fernhill Rentals",
      state: "backfilling",
      username: sandbox.credentials.username,
      budgetShare: 40,
      fromEnvironment: false,
      requests: { limitPerMinute: 76 },
    });
    expect(await waitingJobs("sync-account")).toMatchObject([{ payload: { accountId: connected.id } }]);
    const row = only(
      await query<{ credentials: Buffer }>("SELECT credentials FROM accounts WHERE id = $1", [connected.id]),
    );
    expect(row.credentials.toString("latin1")).not.toContain(sandbox.credentials.password);
    await disconnectAccount(priya, connected.id);
  });

  it("keeps nothing when the provider says no, and says so in words for people", async () => {
    const before = (await listAccountOverviews()).length;
    const wrong = newAccount({ credentials: { method: "basic", username: "ops", password: SECRET } });
    await expect(connectAccount(priya, wrong)).rejects.toMatchObject({
      code: "credentials_rejected",
      message: expect.stringContaining("username or password"),
    });
    expect(await listAccountOverviews()).toHaveLength(before);
    expect(JSON.stringify(await query("SELECT * FROM audit_entries"))).not.toContain(SECRET);
  });

  it("keeps an account whose provider can't be reached now", async () => {
    const away = await connectAccount(priya, newAccount({ baseUrl: "http://127.0.0.1:9/v1/" }));
    expect(away).toMatchObject({ baseUrl: "http://127.0.0.1:9/v1", state: "backfilling" });
    expect((await testConnection(priya, away.id)).checks[0]).toMatchObject({
      status: "problem",
      text: expect.stringContaining("127.0.0.1:9"),
    });
    await disconnectAccount(priya, away.id);
  });

  it("works with an app key: tokens are made and kept encrypted", async () => {
    const credentials = { ...sandbox.credentials, method: "oauth2" };
    const { id } = await connectAccount(priya, newAccount({ credentials }));
    expect(await testConnection(priya, id)).toMatchObject({ checks: [{ status: "ok" }, {}, {}, {}] });
    await disconnectAccount(priya, id);
    expect(only(await query("SELECT tokens FROM accounts WHERE id = $1", [id]))).toEqual({ tokens: null });
  });

  it.each([
    ["no name", { name: " " }],
    ["no web address", { baseUrl: "ftp://provider.example" }],
    ["no password", { credentials: { method: "basic", username: "ops", password: "" } }],
    ["more than everything", { budgetShare: 101 }],
  ])("isn't done with %s", (_name, fields) => {
    expect(() => newAccount(fields)).toThrow();
  });
});

describe("an account in the settings", () => {
  it("shows nothing that is secret", async () => {
    const shown = JSON.stringify(await listAccountOverviews());
    const secret = only(
      await query<{ webhook_token: string }>("SELECT webhook_token FROM accounts WHERE id = $1", [accountId]),
    );
    expect(shown).not.toContain(`"${sandbox.credentials.password}"`);
    expect(shown).not.toContain("password");
    expect(shown).not.toContain(secret.webhook_token);
  });

  it("counts what stands open, and its numbers", async () => {
    const { id } = await customerTexts(desk);
    await queueText(leo, id);
    await query(
      `INSERT INTO pushes (conversation_id, field, desired, gave_up_at, problem)
       VALUES ($1, 'archived', true, now(), 'Not allowed')`,
      [id],
    );
    const overview = await getAccountOverview(accountId);
    expect(overview).toMatchObject({ waitingSends: 1, givenUpPushes: 1, unknownSends: 0 });
    expect(overview.numbers).toContainEqual({
      number: OUR_NUMBER,
      name: null,
      active: only(
        await query<{ n: number }>(
          "SELECT count(*)::int AS n FROM conversations WHERE user_number = $1 AND NOT archived",
          [OUR_NUMBER],
        ),
      ).n,
    });
    await query("DELETE FROM pushes");
    await runJobs("deliver-message");
  });

  it("is renamed, and keeps its password when none is given", async () => {
    const changes = accountChangesSchema.parse({
      name: "Fernhill",
      credentials: { method: "basic", username: sandbox.credentials.username },
    });
    await changeAccount(priya, accountId, changes);
    await lookAtAccount(accountId);
    expect(await getAccountOverview(accountId)).toMatchObject({ name: "Fernhill", state: "live" });
  });

  it("changes two things at once when two people change one each", async () => {
    await Promise.all([
      changeAccount(priya, accountId, { name: "Fernhill Cycles" }),
      changeAccount(priya, accountId, { signatureRequired: true }),
    ]);
    expect(await getAccountOverview(accountId)).toMatchObject({
      name: "Fernhill Cycles",
      signatureRequired: true,
    });
    await changeAccount(priya, accountId, { signatureRequired: false });
  });

  it("goes on after a rejected password when another is given, and not before", async () => {
    const { username, password } = sandbox.credentials;
    await sandbox.setPassword("changed");
    await query("UPDATE accounts SET looked_at = NULL");
    await pollAccount(accountId);
    expect(await getAccountOverview(accountId)).toMatchObject({
      state: "stopped",
      stoppedAt: expect.any(String),
    });
    const wrong = { method: "basic" as const, username, password: "wrong again" };
    await expect(changeAccount(priya, accountId, { credentials: wrong })).rejects.toMatchObject({
      code: "credentials_rejected",
    });
    expect((await testConnection(priya, accountId)).checks).toMatchObject([
      { name: "signIn", status: "problem" },
      {},
      {},
      { name: "credits", status: "unknown" },
    ]);
    await changeAccount(priya, accountId, { credentials: { ...wrong, password: "changed" } });
    expect(await getAccountOverview(accountId)).toMatchObject({ state: "live", stoppedAt: null });
    await sandbox.setPassword(password);
    await changeAccount(priya, accountId, { credentials: { ...wrong, password } });
  });

  it("says line by line what a test has found, and keeps it", async () => {
    const test = await testConnection(priya, accountId);
    expect(test).toMatchObject({
      by: "Priya Nair",
      checks: [
        { name: "signIn", status: "ok", text: "Signed in", detail: expect.stringMatching(/^\d+ ms$/) },
        { name: "numbers", status: "ok" },
        { name: "webhook", status: "unknown" },
        { name: "credits", status: "ok", detail: expect.stringMatching(/left$/) },
      ],
    });
    expect((await getAccountOverview(accountId)).lastTest).toEqual(test);
  });

  it("shows how it used its share in the last hour, quiet minutes too, and sums that never fall", async () => {
    await query("DELETE FROM request_usage");
    await lookAtAccount(accountId);
    const { minutes } = await getUsage(accountId);
    expect(minutes).toHaveLength(60);
    expect(minutes.reduce((sum, { total }) => sum + total, 0)).toBe(1);
    const before = (await collectMetrics()).match(/replydesk_requests_total\{.*/g);
    expect(before).toHaveLength(1);
    await query("UPDATE request_usage SET minute = minute - interval '2 days'");
    await foldUsage(new Date(Date.now() - 60_000));
    await foldUsage(new Date());
    expect((await collectMetrics()).match(/replydesk_requests_total\{.*/g)).toEqual(before);
    expect(await query("SELECT 1 FROM request_usage WHERE minute <> 'epoch'")).toEqual([]);
  });
});

describe("synchronising again", () => {
  it("reads everything anew; nothing is doubled, unread again or undone", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    await runJobs("push-archived");
    await query("UPDATE messages SET unread = false, unread_upstream = false");
    await query("UPDATE conversations SET unread_count = 0");
    const missing = newNumber();
    await sandbox.inbound({ from: missing, text: "Never came here" });
    await sandbox.elsewhere(
      "GET",
      `/conversations/conversation/${OUR_NUMBER.slice(1)}/${contactNumber.slice(1)}?read=true`,
    );
    const count = async () => only(await query<{ n: number }>("SELECT count(*)::int AS n FROM messages")).n;
    const before = await count();

    expect(await synchroniseAgain(priya, accountId)).toMatchObject({ state: "backfilling" });
    await syncAccount(accountId);
    expect(await getAccountOverview(accountId)).toMatchObject({ state: "live", progress: null });
    expect(await count()).toBe(before + 1);
    expect(await messagesWith(missing)).toMatchObject([{ unread: true }]);
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: true, unread_count: 0 });
  });
});

describe("quarantine", () => {
  it("is listed newest first, page by page", async () => {
    await query("DELETE FROM webhook_events");
    const path = await webhookPath(accountId);
    for (const body of ["{", "<b>no</b>", '"\u202etxet"']) await knock(path, body);
    await runJobs("process-webhook-event");
    const first = await listQuarantine({ limit: 2 });
    expect(first.items.map(({ body }) => body)).toEqual(['"\u202etxet"', "<b>no</b>"]);
    const rest = await listQuarantine({ limit: 2, cursor: first.nextCursor ?? undefined });
    expect(rest).toMatchObject({ items: [{ body: "{", isSigned: false, size: 1 }], nextCursor: null });
    expect((await getAccountOverview(accountId)).quarantinedWebhooks).toBe(3);
  });

  it("is replayed when only the signature was wrong: an admin vouches for it, once", async () => {
    const from = newNumber();
    const text = {
      type: "inbound_text.received",
      message: "Signed badly",
      received: new Date().toISOString(),
    };
    const body = JSON.stringify({ ...text, fromNumber: from.slice(1), toNumber: OUR_NUMBER.slice(1) });
    await knock(await webhookPath(accountId), body, { "x-signature": "wrong" });
    expect(await messagesWith(from)).toEqual([]);
    const { id } = only((await listQuarantine({ limit: 1 })).items);
    await Promise.all([replayWebhookEvent(priya, id), replayWebhookEvent(priya, id)]);
    await replayWebhookEvent(priya, id);
    expect(await messagesWith(from)).toMatchObject([{ text: "Signed badly" }]);
    await expect(discardQuarantined(priya, id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("keeps what still can't be read, until it is discarded", async () => {
    const { id } = only((await listQuarantine({ limit: 1 })).items);
    await expect(replayWebhookEvent(priya, id)).rejects.toMatchObject({ code: "still_unreadable" });
    await discardQuarantined(priya, id);
    await discardQuarantined(priya, id);
    expect((await listQuarantine({ limit: 100 })).items.map((one) => one.id)).not.toContain(id);
    await expect(replayWebhookEvent(priya, id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("health and metrics", () => {
  it("call an account lagging that nobody has read for long, also when nobody was there to note it", async () => {
    await query("UPDATE accounts SET last_sync_at = now() - interval '10 minutes', state = 'live'");
    const health = await getHealth({ withNames: true });
    expect(health.status).toBe("degraded");
    expect(health.accounts).toMatchObject([{ state: "lagging", error: expect.stringMatching(/\w/) }]);
    expect(await collectMetrics()).toContain(`account_state{account="${accountId}",state="lagging"} 1`);
    await query("UPDATE accounts SET last_sync_at = now()");
  });

  it("count calls by what for, 429s, and what waits", async () => {
    await query("DELETE FROM request_usage");
    await sandbox.fault({ kind: "rateLimited", delayMs: 5, times: 1 });
    await lookAtAccount(accountId);
    const metrics = await collectMetrics();
    expect(metrics).toContain(`replydesk_requests_total{account="${accountId}",priority="poll"} 2`);
    expect(metrics).toContain(`replydesk_requests_throttled_total{account="${accountId}",priority="poll"} 1`);
    for (const name of ["sends_unknown", "sends_waiting", "webhooks_quarantined"]) {
      expect(metrics).toMatch(new RegExp(`replydesk_${name}\\{account="${accountId}"\\} \\d+`));
    }
    for (const field of ["archived", "read"]) {
      for (const name of ["pushes_pending", "pushes_given_up"]) {
        expect(metrics).toContain(`replydesk_${name}{account="${accountId}",field="${field}"} 0`);
      }
    }
  });
});

describe("several accounts", () => {
  it("keep their texts apart", async () => {
    const second = await startSandbox({ threadDelayMs: 0, rateLimitPerMinute: 1_000_000 });
    afterAll(second.close);
    const other = await connectAccount(
      priya,
      newAccount({ baseUrl: second.baseUrl, credentials: { method: "basic", ...second.credentials } }),
    );
    await syncAccount(other.id);
    const from = newNumber();
    await sandbox.inbound({ from, text: "To the first" });
    await lookAtAccount(accountId);
    await lookAtAccount(other.id);
    expect(
      await query("SELECT account_id::text AS id FROM conversations WHERE contact_number = $1", [from]),
    ).toEqual([{ id: accountId }]);
  });

  it("of which one is disconnected: its conversations stay, nothing is called for it any more", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const waiting = await queueText(leo, id);
    await archiveConversation(leo, id);
    await disconnectAccount(priya, accountId);
    await sandbox.forgetRequests();
    await runJobs("deliver-message", "poll-account", "push-archived", "push-read-marks", "sync-account");
    expect((await sandbox.requests()).requests).toEqual([]);
    expect(await storedMessage(waiting.id)).toMatchObject({ status: "failed" });
    expect(await messagesWith(contactNumber)).toHaveLength(2);
    await expect(queueText(leo, id)).rejects.toMatchObject({ code: "account_disconnected" });
    expect((await knock(`/api/webhooks/${accountId}/token`, "{}")).status).toBe(404);
    expect((await listAccountOverviews()).map((account) => account.id)).not.toContain(accountId);
    expect((await getHealth({ withNames: true })).accounts.map((account) => account.id)).not.toContain(
      accountId,
    );
  });
});
