import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decrypt } from "@/lib/db/encryption";
import { jobNames } from "@/lib/db/jobs";
import { newAccountSchema } from "@/lib/domain/account";
import type { Actor } from "@/lib/domain/user";
import { startSandbox } from "@/lib/embedded/sandbox/start-sandbox";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { collectMetrics } from "@/lib/inbox/collect-metrics";
import { disconnectAccount } from "@/lib/inbox/disconnect-account";
import { ensureWebhook } from "@/lib/inbox/ensure-webhook";
import { getHealth } from "@/lib/inbox/get-health";
import { keepGoing } from "@/lib/inbox/keep-going";
import { listAccountOverviews } from "@/lib/inbox/list-account-overviews";
import { listNumbers } from "@/lib/inbox/list-numbers";
import { connectAccount } from "@/lib/inbox/manage-accounts";
import { openConversation } from "@/lib/inbox/open-conversation";
import { listQuarantine, replayWebhookEvent } from "@/lib/inbox/quarantine";
import { retryMessage } from "@/lib/inbox/retry-message";
import { openDesk, query } from "./harness/desk";
import { runJobs, waitingJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import { SandboxControl } from "./harness/sandbox-control";
import { customerTexts, queueText, storedMessage } from "./harness/sends";
import { conversationRow, messagesWith, newNumber, OUR_NUMBER } from "./harness/texts";
import { knock, webhookPath } from "./harness/webhook-door";

const desk = await openDesk();
const { accountId, sandbox } = desk;
const priya = await addPerson("Priya Nair", "admin");
const leo = await addPerson("Leo Brandt");

/** Every kind of work that an account can leave behind. */
async function leaveWork(actor: Actor) {
  const { id, contactNumber } = await customerTexts(desk);
  const queued = await queueText(actor, id);
  const failed = await queueText(actor, id);
  const unknown = await queueText(actor, id);
  await query("UPDATE messages SET status = 'failed', failure_code = 'rejected' WHERE id = $1", [failed.id]);
  await query(
    "UPDATE messages SET status = 'unknown', sending_since = now() - interval '10 minutes' WHERE id = $1",
    [unknown.id],
  );
  await archiveConversation(actor, id);
  await query("INSERT INTO pushes (conversation_id, field, desired, user_id) VALUES ($1, 'read', true, $2)", [
    id,
    actor.id,
  ]);
  const path = await webhookPath(accountId);
  await knock(path, "{", { "x-signature": "wrong" });
  await knock(path, "{}");
  await query("UPDATE webhook_events SET received_at = now() - interval '5 minutes'");
  return { id, contactNumber, queued, failed, unknown, path };
}

describe("a disconnected account", () => {
  let left: Awaited<ReturnType<typeof leaveWork>>;

  beforeAll(async () => {
    left = await leaveWork(leo);
    await disconnectAccount(priya, accountId);
    await sandbox.forgetRequests();
  });

  it("keeps no password", async () => {
    const { credentials, webhook_secret } = only(
      await query<{ credentials: Buffer; webhook_secret: Buffer }>("SELECT * FROM accounts"),
    );
    expect(decrypt(credentials)).not.toContain(`"${sandbox.credentials.password}"`);
    expect(decrypt(credentials)).toContain(sandbox.credentials.username);
    expect(decrypt(webhook_secret)).not.toBe("");
  });

  it("lets every job end, with no call, and none of them is started again and again", async () => {
    for (let round = 0; round < 3; round += 1) {
      await keepGoing();
      await runJobs(...jobNames);
    }
    expect((await sandbox.requests()).requests).toEqual([]);
    expect(await storedMessage(left.queued.id)).toMatchObject({ status: "failed" });
    expect(await storedMessage(left.unknown.id)).toMatchObject({ status: "unknown", needs_decision: true });
    await keepGoing();
    for (const name of jobNames) expect(await waitingJobs(name), name).toEqual([]);
  });

  it("shows what came and was archived, and is in no list", async () => {
    expect(await messagesWith(left.contactNumber)).toHaveLength(4);
    expect(await conversationRow(left.contactNumber)).toMatchObject({ archived: true });
    expect(await listAccountOverviews()).toEqual([]);
    expect(await listNumbers()).toEqual([]);
    expect((await getHealth({ withNames: true })).accounts).toEqual([]);
    expect(await collectMetrics()).not.toContain(accountId);
  });

  it("sends nothing: no new text, no failed one again, no new conversation", async () => {
    const refusal = { code: "account_disconnected" };
    await expect(queueText(leo, left.id)).rejects.toMatchObject(refusal);
    await expect(retryMessage(leo, left.failed.id)).rejects.toMatchObject(refusal);
    await expect(retryMessage(leo, left.unknown.id)).rejects.toMatchObject(refusal);
    await expect(
      openConversation({ accountId, userNumber: OUR_NUMBER, contactNumber: newNumber() }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("has no door for webhooks any more; those that had come stay in quarantine and can't be taken in", async () => {
    expect((await knock(left.path, "{}")).status).toBe(404);
    const { items } = await listQuarantine({ limit: 10, accountId });
    expect(items).toHaveLength(2);
    for (const { id } of items) {
      await expect(replayWebhookEvent(priya, id)).rejects.toMatchObject({ code: "account_disconnected" });
    }
    expect((await listQuarantine({ limit: 10, accountId })).items).toEqual(items);
  });

  it("can't be disconnected twice", async () => {
    await expect(disconnectAccount(priya, accountId)).rejects.toMatchObject({ code: "not_found" });
    await expect(disconnectAccount(priya, randomUUID())).rejects.toMatchObject({ code: "not_found" });
  });

  it("is connected again as itself: its conversations aren't there twice, and what waited goes on", async () => {
    const missed = newNumber();
    await sandbox.inbound({ from: missed, text: "While you were away" });
    const before = await conversationRow(left.contactNumber);
    const again = await connectAccount(
      priya,
      newAccountSchema.parse({
        name: "Fernhill Cycles again",
        provider: "eztexting",
        baseUrl: `${sandbox.baseUrl}/`,
        credentials: { method: "basic", ...sandbox.credentials },
      }),
    );
    expect(again).toMatchObject({ id: accountId, name: "Fernhill Cycles again", state: "backfilling" });
    await keepGoing();
    await runJobs("sync-account", "push-archived");
    expect(await listAccountOverviews()).toMatchObject([{ id: accountId, state: "live" }]);
    expect(await messagesWith(missed)).toMatchObject([{ text: "While you were away", unread: true }]);
    expect(await conversationRow(left.contactNumber)).toMatchObject({ id: before.id, archived: true });
    const upstream = (await sandbox.state()).conversations;
    expect(upstream.find(({ contactNumber }) => `+${contactNumber}` === left.contactNumber)).toMatchObject({
      archived: true,
    });
  });
});

describe("disconnecting", () => {
  it("ends our webhook subscription with credentials of its own, and leaves others' alone", async () => {
    const running = await startSandbox({ threadDelayMs: 0, rateLimitPerMinute: 1_000_000 });
    afterAll(running.close);
    const control = new SandboxControl(running);
    const { id } = await connectAccount(
      priya,
      newAccountSchema.parse({
        name: "Fernhill Rentals",
        provider: "eztexting",
        baseUrl: running.baseUrl,
        credentials: { method: "oauth2", ...running.credentials },
      }),
    );
    await control.elsewhere("POST", "/webhooks/subscriptions", {
      type: "inbound_text.received",
      callbackUrl: "https://other.example/hook",
    });
    await ensureWebhook(id, "https://desk.example");
    expect(await control.subscriptions()).toHaveLength(2);
    await disconnectAccount(priya, id);
    expect(await control.subscriptions()).toEqual(["https://other.example/hook"]);
    expect(only(await query("SELECT tokens FROM accounts WHERE id = $1", [id]))).toEqual({ tokens: null });
  });

  it("doesn't wait for a provider that is away", async () => {
    const running = await startSandbox({ threadDelayMs: 0, rateLimitPerMinute: 1_000_000 });
    const { id } = await connectAccount(
      priya,
      newAccountSchema.parse({
        name: "Fernhill Repairs",
        provider: "eztexting",
        baseUrl: running.baseUrl,
        credentials: { method: "basic", ...running.credentials },
      }),
    );
    await ensureWebhook(id, "https://desk.example");
    await running.close();
    await disconnectAccount(priya, id);
    expect((await listAccountOverviews()).map((account) => account.id)).not.toContain(id);
  });
});
