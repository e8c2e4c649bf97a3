import { createServer } from "node:http";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { startSandbox } from "@/lib/embedded/sandbox/start-sandbox";
import { eachPage } from "@/lib/providers/http/paginate";
import type { Page, Provider, ProviderMessage } from "@/lib/providers/provider";
import { providerOn } from "./parts";

const CUSTOMER = "15035550142";
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const inboundSchema = z.object({ id: z.string(), userNumber: z.string() });
const stateSchema = z.object({
  now: z.string(),
  messages: z.array(z.object({ id: z.string(), unread: z.boolean(), contactNumber: z.string() })),
  conversations: z.array(z.object({ contactNumber: z.string(), archived: z.boolean() })),
  contacts: z.array(z.object({ phoneNumber: z.string() })),
  sends: z.array(z.object({ id: z.string(), toNumbers: z.array(z.string()) })),
});

/** A sandbox where everything shows at once, its control, and a provider on it. */
async function sandboxWith(options: Parameters<typeof startSandbox>[0] = {}, credentials: object = {}) {
  const sandbox = await startSandbox({
    threadDelayMs: 0,
    webhookDelayMs: 0,
    webhookDuplicateEvery: 0,
    ...options,
  });
  closing.push(() => sandbox.close());
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${sandbox.controlUrl}/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  const parts = providerOn(sandbox.baseUrl, { credentials: { ...sandbox.credentials, ...credentials } });
  return {
    ...parts,
    sandbox,
    control,
    inbound: async (text: string, from = CUSTOMER) =>
      inboundSchema.parse(await control("inbound", { from, text })),
    state: async () => stateSchema.parse(await control("state")),
  };
}

async function all<Row>(list: (page: number) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of eachPage(list)) rows.push(...page.rows);
  return rows;
}

const allMessages = (provider: Provider) =>
  all((page) => provider.listMessages({ since: null, until: null, page, priority: "backfill" }));

describe("over the sandbox", () => {
  test("a text comes in, is answered, and both stand in the thread", async () => {
    const { provider, inbound, sandbox, shapes } = await sandboxWith();
    const row = await inbound("Is my bike ready?");
    const pair = { userNumber: `+${row.userNumber}`, contactNumber: `+${CUSTOMER}` };
    await sandbox.advance(1_000);
    const { sendId } = await provider.sendText({
      from: pair.userNumber,
      to: pair.contactNumber,
      text: "It is.",
      mediaUrl: null,
    });
    const thread = () => provider.listThread({ ...pair, page: 0, priority: "thread" });
    await sandbox.advance(60_000);
    const { rows, next } = await thread();
    expect(rows).toMatchObject([
      { direction: "outbound", text: "It is.", status: "delivered", ...pair },
      { id: row.id, direction: "inbound", text: "Is my bike ready?", status: "received", ...pair },
    ]);
    expect([rows[0]?.id, rows[0]?.sendId]).toContain(sendId);
    expect(next).toBeNull();
    expect(shapes).toEqual([]);
  });

  test("reading a thread marks nothing; marking does, both ways", async () => {
    const { provider, inbound, state } = await sandboxWith();
    const row = await inbound("Hello");
    const unread = async () => (await state()).messages.find(({ id }) => id === row.id)?.unread;
    await provider.listThread({
      userNumber: `+${row.userNumber}`,
      contactNumber: `+${CUSTOMER}`,
      page: 0,
      priority: "thread",
    });
    expect(await unread()).toBe(true);
    await provider.setRead([row.id], true);
    expect(await unread()).toBe(false);
    await provider.setRead([row.id], false);
    expect(await unread()).toBe(true);
  });

  test("archiving and restoring move a conversation between the two halves of the list", async () => {
    const { provider, inbound, sandbox } = await sandboxWith();
    const row = await inbound("One");
    await sandbox.advance(60_000);
    await inbound("Two", "15035550143");
    const pair = { userNumber: `+${row.userNumber}`, contactNumber: `+${CUSTOMER}` };
    const list = () => all((page) => provider.listConversations({ page, priority: "poll" }));
    expect(await list()).toMatchObject([
      { contactNumber: "+15035550143", archived: false, unreadCount: 1 },
      { contactNumber: `+${CUSTOMER}`, archived: false, unreadCount: 1 },
    ]);
    await provider.setArchived(pair, true);
    expect((await list()).map((one) => one.archived)).toEqual([false, true]);
    await provider.setArchived(pair, false);
    expect((await list()).map((one) => one.archived)).toEqual([false, false]);
  });

  test.each([{ sorts: ["sentAt"] }, { sorts: [] }])(
    "a big account is read completely, sorts known: $sorts",
    async ({ sorts }) => {
      const { provider, state, shapes } = await sandboxWith({
        world: "bulk",
        bulk: { conversations: 450, messages: 1_300 },
        conversationSorts: sorts,
      });
      const expected = await state();
      const messages = await allMessages(provider);
      expect(ids(messages)).toEqual(ids(expected.messages));
      expect(isNewestFirst(messages)).toBe(true);
      const conversations = await all((page) => provider.listConversations({ page, priority: "backfill" }));
      expect(new Set(conversations.map((one) => one.contactNumber))).toEqual(
        new Set(expected.conversations.map((one) => `+${one.contactNumber}`)),
      );
      const contacts = await all((page) => provider.listContacts({ page, priority: "backfill" }));
      expect(contacts).toHaveLength(expected.contacts.length);
      expect(shapes).toEqual([]);
    },
  );

  test("a window holds what it says", async () => {
    const { provider } = await sandboxWith({ world: "bulk", bulk: { conversations: 50, messages: 600 } });
    const messages = await allMessages(provider);
    const since = messages[400]?.at ?? new Date(NaN);
    const until = messages[100]?.at ?? new Date(NaN);
    const found = await all((page) => provider.listMessages({ since, until, page, priority: "poll" }));
    expect(ids(found)).toEqual(ids(messages.filter(({ at }) => at >= since && at <= until)));
  });

  test("a send whose answer is lost happened once, and is found by its text", async () => {
    for (const lostBy of ["cut", "500"]) {
      const { provider, control, inbound, state } = await sandboxWith();
      const row = await inbound("Hello");
      await control("faults", [
        { match: { method: "POST", path: "^/messages" }, kind: "answerLostAfterAcceptance", lostBy },
      ]);
      const text = { from: `+${row.userNumber}`, to: `+${CUSTOMER}`, text: "Only once", mediaUrl: null };
      await expect(provider.sendText(text)).rejects.toMatchObject({ kind: "answer_lost" });
      expect((await state()).sends).toMatchObject([{ toNumbers: [CUSTOMER] }]);
      const messages = await allMessages(provider);
      expect(messages.filter((message) => message.text === "Only once")).toHaveLength(1);
    }
  });

  test("refusals come in our words", async () => {
    const { provider, inbound } = await sandboxWith();
    const row = await inbound("STOP");
    const text = { from: `+${row.userNumber}`, to: `+${CUSTOMER}`, text: "Hi", mediaUrl: null };
    await expect(provider.sendText(text)).rejects.toMatchObject({
      kind: "refused",
      failure: { code: "opted_out", message: "They opted out." },
    });
    await expect(provider.sendText({ ...text, to: "+15035" })).rejects.toMatchObject({
      kind: "refused",
      failure: { code: "invalid_number" },
    });
    await expect(
      provider.sendText({ ...text, from: "+12125550100", to: "+15035550143" }),
    ).rejects.toMatchObject({
      kind: "refused",
      failure: { code: "rejected", message: expect.stringMatching(/fromNumber/) },
    });
    expect((await allMessages(provider)).find(({ text }) => text === "STOP")?.optedOut).toBe(true);
  });

  test("a text to a landline fails by its status", async () => {
    const { provider, control, inbound, sandbox } = await sandboxWith();
    const row = await inbound("Hello");
    await control("landlines", { numbers: ["15035550177"] });
    await provider.sendText({ from: `+${row.userNumber}`, to: "+15035550177", text: "Hi", mediaUrl: null });
    await sandbox.advance(60_000);
    expect((await allMessages(provider)).find(({ text }) => text === "Hi")).toMatchObject({
      status: "failed",
      failure: { code: "bounced", message: "The carrier gave no reason." },
    });
  });

  test("a 429 pauses for as long as it says, and the call goes through after it", async () => {
    const { provider, control, budget } = await sandboxWith();
    await control("faults", [{ kind: "rateLimited", delayMs: 1_500, times: 2 }]);
    await provider.readCredits();
    expect(budget.pauses).toEqual([1_500, 1_500]);
  });

  test("tokens work, end, are renewed, and can't be made with an old password", async () => {
    const { provider, control, sandbox } = await sandboxWith({}, { method: "oauth2" });
    await provider.readCredits();
    await control("tokens/expire", {});
    await provider.readCredits();
    await control("password", { password: "changed" });
    const restarted = providerOn(sandbox.baseUrl, {
      credentials: { ...sandbox.credentials, method: "oauth2" },
    });
    await expect(restarted.provider.readCredits()).rejects.toMatchObject({ kind: "unauthorized" });
  });

  test("a wrong password is unauthorized", async () => {
    const { provider } = await sandboxWith({}, { password: "wrong" });
    await expect(provider.readCredits()).rejects.toMatchObject({ kind: "unauthorized" });
  });

  test("an unknown pair has an empty thread", async () => {
    const { provider, inbound } = await sandboxWith();
    const row = await inbound("Hello");
    const pair = { userNumber: `+${row.userNumber}`, contactNumber: "+15035550188" };
    expect((await provider.listThread({ ...pair, page: 0, priority: "thread" })).rows).toEqual([]);
  });

  test("webhooks are subscribed once, signed, and read as the text they announce", async () => {
    const received: { body: Buffer; headers: Headers }[] = [];
    const listener = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const signature = request.headers["x-signature"];
      received.push({
        body: Buffer.concat(chunks),
        headers: new Headers(typeof signature === "string" ? { "x-signature": signature } : {}),
      });
      response.end();
      listener.emit("received");
    });
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    closing.push(async () => listener.close());
    const address = listener.address();
    const port = typeof address === "object" && address ? address.port : 0;

    const { provider, inbound } = await sandboxWith({ signWebhooks: true });
    const { webhooks } = provider;
    const url = `http://127.0.0.1:${port}/hook`;
    const id = await webhooks?.ensureSubscription(url, "secret");
    expect(await webhooks?.ensureSubscription(url, "secret")).toBe(id);
    const arrival = once(listener, "received");
    const row = await inbound("Grüße 😀");
    await arrival;
    const [hook] = received;
    if (!hook) throw new Error("No webhook arrived.");
    expect(webhooks?.checkSignature(hook.body, hook.headers, "secret")).toBe("valid");
    expect(webhooks?.checkSignature(hook.body, hook.headers, "other")).toBe("invalid");
    expect(webhooks?.read(hook.body)).toMatchObject({
      kind: "text",
      text: { userNumber: `+${row.userNumber}`, contactNumber: `+${CUSTOMER}`, text: "Grüße 😀" },
    });
    await webhooks?.removeSubscription(id ?? "");
    await webhooks?.removeSubscription(id ?? "");
  });
});

function ids(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id).toSorted();
}

function isNewestFirst(messages: ProviderMessage[]): boolean {
  return messages.every(
    (message, index) => index === 0 || message.at <= (messages[index - 1]?.at ?? message.at),
  );
}
