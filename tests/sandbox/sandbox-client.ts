import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach } from "vitest";
import { z } from "zod";
import type { SandboxOptions } from "@/lib/embedded/sandbox/options";
import { startSandbox, type RunningSandbox } from "@/lib/embedded/sandbox/start-sandbox";

export const DOWNTOWN = "15035550100";
export const RIVERSIDE = "15035550110";
export const ALICE = "19715550101";
export const BOB = "19715550102";

const messageSchema = z.object({
  id: z.string(),
  messageGroupId: z.string(),
  userNumber: z.string(),
  contactNumber: z.string(),
  inbound: z.boolean(),
  message: z.string(),
  type: z.string(),
  status: z.string(),
  sentAt: z.string(),
  mediaUrl: z.string().nullable(),
  group: z.boolean(),
  optIn: z.boolean(),
  optOut: z.boolean(),
});
const conversationSchema = z.object({
  userNumber: z.string(),
  contactNumber: z.string(),
  contactName: z.string().nullable(),
  unreadCount: z.number(),
  archived: z.boolean(),
  optIn: z.boolean(),
  optOut: z.boolean(),
  lastMessage: z.object({
    id: z.string(),
    message: z.string(),
    inbound: z.boolean(),
    sentAt: z.string(),
    type: z.string(),
  }),
});
const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    content: z.array(row),
    totalElements: z.number(),
    totalPages: z.number(),
    number: z.number(),
    first: z.boolean(),
    last: z.boolean(),
  });
export const stateSchema = z.object({
  messages: z.array(
    messageSchema.extend({ unread: z.boolean(), deleted: z.boolean(), visibleAt: z.string() }),
  ),
  conversations: z.array(conversationSchema),
  contacts: z.array(
    z.object({ phoneNumber: z.string(), firstName: z.string().nullable(), lastName: z.string().nullable() }),
  ),
  sends: z.array(z.object({ id: z.string(), toNumbers: z.array(z.string()), message: z.string() })),
});

/** What came back: the status, the headers, and the body as text and as JSON (undefined when empty). */
type Answer = { status: number; headers: Headers; text: string; json: unknown };

/** A sandbox of a test, and short words for what tests ask of it. */
export type TestSandbox = RunningSandbox & {
  call: (method: string, path: string, body?: unknown, authorization?: string | null) => Promise<Answer>;
  control: (method: string, path: string, body?: unknown) => Promise<Answer>;
  messages: (query?: string) => Promise<z.output<typeof messageSchema>[]>;
  thread: (
    userNumber: string,
    contactNumber: string,
    query?: string,
  ) => Promise<z.output<typeof messageSchema>[]>;
  conversations: (query?: string) => Promise<z.output<typeof conversationSchema>[]>;
  inbound: (from: string, text: string, more?: object) => Promise<z.output<typeof messageSchema>>;
  send: (to: string, message: string, more?: object) => Promise<string>;
  state: () => Promise<z.output<typeof stateSchema>>;
};

const running: RunningSandbox[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

/** Starts a sandbox that ends with the test. */
export async function testSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox({ webhookDuplicateEvery: 0, ...options });
  running.push(sandbox);
  const { username, password } = sandbox.credentials;
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const call: TestSandbox["call"] = (method, path, body, authorization = basic) =>
    request(`${sandbox.baseUrl}${path}`, method, body, authorization);
  const control: TestSandbox["control"] = (method, path, body) =>
    request(`${sandbox.controlUrl}${path}`, method, body, null);
  const rows = async <Row extends z.ZodType>(path: string, row: Row): Promise<z.output<Row>[]> =>
    pageOf(row).parse((await call("GET", path)).json).content;
  return {
    ...sandbox,
    close: async () => {
      await sandbox.close();
      // Lets fetch notice that its kept connections are gone before a new sandbox takes the same port.
      await wait(20);
    },
    call,
    control,
    messages: (query = "") => rows(`/messages?size=200&${query}`, messageSchema),
    thread: (userNumber, contactNumber, query = "") =>
      rows(`/conversations/conversation/${userNumber}/${contactNumber}?size=200&${query}`, messageSchema),
    conversations: (query = "") => rows(`/conversations?size=200&${query}`, conversationSchema),
    inbound: async (from, text, more = {}) =>
      messageSchema.parse((await control("POST", "/inbound", { from, text, ...more })).json),
    send: async (to, message, more = {}) => {
      const answer = await call("POST", "/messages", {
        toNumbers: [to],
        message,
        strictValidation: true,
        ...more,
      });
      return idOf(answer);
    },
    state: async () => stateSchema.parse((await control("GET", "/state")).json),
  };
}

async function request(
  url: string,
  method: string,
  body: unknown,
  authorization: string | null,
): Promise<Answer> {
  const headers = new Headers({ "Content-Type": "application/json" });
  if (authorization !== null) headers.set("Authorization", authorization);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, { method, headers, ...sent });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? parseJson(text) : undefined,
  };
}

/** The id that a create answered. */
export function idOf(answer: { json: unknown }): string {
  return z.object({ id: z.string() }).parse(answer.json).id;
}

function parseJson(text: string): unknown {
  try {
    return z.unknown().parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** One webhook as it arrived. */
export type Hook = { body: string; signature: string | undefined };

/** A receiver of webhooks that answers with the given statuses in turn, then with 200. */
export async function hookReceiver(...statuses: number[]): Promise<{ url: string; hooks: Hook[] }> {
  const hooks: Hook[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const signature = incoming.headers["x-signature"];
      hooks.push({
        body: Buffer.concat(chunks).toString("utf8"),
        signature: typeof signature === "string" ? signature : undefined,
      });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  running.push({
    ...NOTHING,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  });
  const address: AddressInfo | string | null = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/hook`, hooks };
}

const NOTHING = {
  baseUrl: "",
  controlUrl: "",
  credentials: { username: "", password: "" },
  advance: () => Promise.resolve(),
};
