import { createHmac, randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { findAccount } from "@/lib/db/accounts";
import { listQuarantine } from "@/lib/inbox/quarantine";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { ensureWebhook } from "@/lib/inbox/ensure-webhook";
import { forgetOld, keepGoing } from "@/lib/inbox/keep-going";
import { expectConsistency } from "./harness/consistency";
import { openDesk, query } from "./harness/desk";
import { runJobs, waitingJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { conversationRow, messagesWith, newNumber, OUR_NUMBER } from "./harness/texts";
import { knock, openDoor, webhookPath } from "./harness/webhook-door";

const { accountId, sandbox } = await openDesk();
const door = await openDoor();
const path = await webhookPath(accountId);
const account = await findAccount(accountId);
const secret = account?.webhookSecret ?? "";

type StoredEvent = {
  id: string;
  body: Buffer;
  status: string;
  problem: string | null;
  signature: string | null;
};

const newestEvent = async () =>
  only(await query<StoredEvent>("SELECT * FROM webhook_events ORDER BY received_at DESC, id DESC LIMIT 1"));

function bodyOf(contactNumber: string, fields: object = {}): string {
  return JSON.stringify({
    id: "309112289003",
    type: "inbound_text.received",
    fromNumber: contactNumber.slice(1),
    toNumber: OUR_NUMBER.slice(1),
    message: "Do you fix tandems?",
    received: new Date().toISOString(),
    optIn: false,
    optOut: false,
    ...fields,
  });
}

const countQuarantined = async () => (await listQuarantine({ limit: 100 })).items.length;
const sign = (body: string) => createHmac("sha1", secret).update(body).digest("base64");

afterEach(expectConsistency);

describe("the provider's door", () => {
  it("doesn't exist below a wrong token or account", async () => {
    const wrongToken = path.replace(/.$/, (last) => (last === "x" ? "y" : "x"));
    const body = bodyOf(newNumber());
    for (const wrong of [wrongToken, `/api/webhooks/${randomUUID()}/token`, "/api/webhooks/nobody/token"]) {
      expect((await knock(wrong, body)).status).toBe(404);
    }
    expect(await query("SELECT 1 FROM webhook_events WHERE body = $1", [Buffer.from(body)])).toEqual([]);
  });

  it("keeps the bytes as they came before it answers, and shows the text right after", async () => {
    const contactNumber = newNumber();
    const body = `\n  ${bodyOf(contactNumber, { message: "Grüße 🚲", extra: [1, 2] })}\n`;
    expect((await knock(path, body)).status).toBe(200);
    const event = await newestEvent();
    expect(event.body.toString("utf8")).toBe(body);
    expect(event.status).toBe("pending");
    await runJobs("process-webhook-event");
    expect((await newestEvent()).status).toBe("processed");
    expect(await messagesWith(contactNumber)).toMatchObject([{ text: "Grüße 🚲", unread: true }]);
  });

  it.each([
    ["no JSON", "hello"],
    ["nothing", ""],
    ["JSON that is no object", "[1]"],
    ["no type", JSON.stringify({ fromNumber: "15035550142" })],
    ["a type nobody knows", JSON.stringify({ type: "inbound_text.exploded" })],
    ["no time", bodyOf("+19715550100", { received: undefined })],
    ["a number that is none", bodyOf("+19715550100", { fromNumber: "Jane" })],
  ])("takes %s with 200 and puts it into quarantine with a reason", async (_name, body) => {
    const before = await countQuarantined();
    expect((await knock(path, body)).status).toBe(200);
    await runJobs("process-webhook-event");
    expect(await newestEvent()).toMatchObject({
      status: "quarantined",
      problem: expect.stringMatching(/\w/),
    });
    expect((await newestEvent()).body.toString("utf8")).toBe(body);
    expect(await countQuarantined()).toBe(before + 1);
  });

  it("takes bytes that are no text", async () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x7b]);
    expect((await knock(path, bytes)).status).toBe(200);
    await runJobs("process-webhook-event");
    const event = await newestEvent();
    expect(event.status).toBe("quarantined");
    expect(new Uint8Array(event.body)).toEqual(bytes);
  });

  it("refuses more than 256 KB, said or not, and takes 256 KB", async () => {
    const large = "x".repeat(256 * 1024 + 1);
    expect((await knock(path, large)).status).toBe(413);
    expect((await knock(path, large, { "content-length": "10" })).status).toBe(413);
    expect((await knock(path, "x".repeat(256 * 1024))).status).toBe(200);
    await runJobs("process-webhook-event");
  });

  it("quarantines what has a wrong signature, and doesn't show it", async () => {
    const contactNumber = newNumber();
    const body = bodyOf(contactNumber);
    expect((await knock(path, body, { "x-signature": sign(`${body} `) })).status).toBe(200);
    await runJobs("process-webhook-event");
    expect(await newestEvent()).toMatchObject({ status: "quarantined", signature: sign(`${body} `) });
    expect(await messagesWith(contactNumber)).toEqual([]);
  });

  it("shows what has the right signature, and what has none unless the account demands one", async () => {
    const [signed, unsigned, demanded] = [newNumber(), newNumber(), newNumber()];
    const body = bodyOf(signed);
    await knock(path, body, { "x-signature": sign(body) });
    await knock(path, bodyOf(unsigned));
    await query("UPDATE accounts SET signature_required = true");
    await knock(path, bodyOf(demanded));
    await query("UPDATE accounts SET signature_required = false");
    await runJobs("process-webhook-event");
    expect(await messagesWith(signed)).toHaveLength(1);
    expect(await messagesWith(unsigned)).toHaveLength(1);
    expect(await messagesWith(demanded)).toEqual([]);
    expect(await query("SELECT 1 FROM webhook_events WHERE problem LIKE '%signatures%'")).toHaveLength(1);
  });

  it("makes one message and one conversation of fifty copies at the same moment", async () => {
    const contactNumber = newNumber();
    const body = bodyOf(contactNumber);
    const answers = await Promise.all(Array.from({ length: 50 }, () => knock(path, body)));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    await runJobs("process-webhook-event");
    expect(await messagesWith(contactNumber)).toHaveLength(1);
    expect(await conversationRow(contactNumber)).toMatchObject({ unread_count: 1 });
    expect(await query("SELECT 1 FROM webhook_events WHERE body = $1", [Buffer.from(body)])).toHaveLength(50);
  });

  it("understands the other shape of the documentation, and passes over what isn't about texts", async () => {
    const contactNumber = newNumber();
    const { received: _, ...body } = JSON.parse(bodyOf(contactNumber));
    await knock(path, JSON.stringify({ ...body, eventId: "1", receivedAt: new Date().toISOString() }));
    await runJobs("process-webhook-event");
    expect(await messagesWith(contactNumber)).toHaveLength(1);
    await knock(path, JSON.stringify({ type: "contact.created", contact: {} }));
    await runJobs("process-webhook-event");
    expect((await newestEvent()).status).toBe("processed");
  });

  it("finds events whose job was lost, once they are a minute old", async () => {
    const contactNumber = newNumber();
    await knock(path, bodyOf(contactNumber));
    await query("DELETE FROM graphile_worker._private_jobs");
    await keepGoing();
    expect(await waitingJobs("process-webhook-event")).toEqual([]);
    await query("UPDATE webhook_events SET received_at = received_at - interval '2 minutes'");
    await keepGoing();
    await runJobs("process-webhook-event");
    expect(await messagesWith(contactNumber)).toHaveLength(1);
  });

  it("forgets what was taken in after a month, and keeps quarantine", async () => {
    await knock(path, "not readable");
    await runJobs("process-webhook-event");
    const quarantined = await countQuarantined();
    await query("UPDATE webhook_events SET processed_at = processed_at - interval '31 days'");
    await forgetOld();
    expect(await query("SELECT DISTINCT status FROM webhook_events")).toEqual([{ status: "quarantined" }]);
    expect(await countQuarantined()).toBe(quarantined);
  });
});

describe("with the provider", () => {
  // The texts above are in no list: long given up.
  beforeAll(() => query("UPDATE messages SET created_at = created_at - interval '1 hour'"));

  it("subscribes once, leaves others' subscriptions alone, and ends its own after a change of address", async () => {
    await sandbox.elsewhere("POST", "/webhooks/subscriptions", {
      type: "inbound_text.received",
      callbackUrl: "http://127.0.0.1:9/other",
    });
    await ensureWebhook(accountId, "http://127.0.0.1:9/former");
    await ensureWebhook(accountId, door);
    await ensureWebhook(accountId, door);
    expect(await sandbox.subscriptions()).toEqual(["http://127.0.0.1:9/other", `${door}${path}`]);
    await sandbox.endSubscription("http://127.0.0.1:9/other");
  });

  it("a text that is announced fifty times is one message, completed by one list call", async () => {
    const from = newNumber();
    await sandbox.forgetRequests();
    const text = await sandbox.inbound({ from, text: "Hello?", picture: "wheel", webhook: 50 });
    await sandbox.deliverWebhooks();
    await runJobs("process-webhook-event");
    expect(await messagesWith(from)).toMatchObject([
      { text: "Hello?", media: [], provider_message_id: null },
    ]);
    await lookAtAccount(accountId);
    expect(await messagesWith(from)).toMatchObject([
      { provider_message_id: text.id, media: [{ url: text.mediaUrl }], unread: true },
    ]);
    expect(await sandbox.requestsTo("GET", /./)).toHaveLength(1);
  });

  it("completes many announced texts with one list call, and makes none when there are none", async () => {
    await sandbox.forgetRequests();
    const numbers = Array.from({ length: 12 }, newNumber);
    for (const from of numbers) await sandbox.inbound({ from, text: "Hello?" });
    await sandbox.deliverWebhooks();
    await runJobs("process-webhook-event");
    await lookAtAccount(accountId);
    for (const from of numbers) {
      expect(await messagesWith(from)).toMatchObject([{ provider_message_id: expect.any(String) }]);
    }
    expect(await sandbox.requestsTo("GET", /./)).toHaveLength(1);
  });

  it("leaves a text that isn't in the list yet for the next look", async () => {
    const contactNumber = newNumber();
    await knock(path, bodyOf(contactNumber));
    await runJobs("process-webhook-event");
    await lookAtAccount(accountId);
    expect(await messagesWith(contactNumber)).toMatchObject([{ provider_message_id: null }]);
    expect(await waitingJobs("poll-account")).toHaveLength(1);
  });
});
