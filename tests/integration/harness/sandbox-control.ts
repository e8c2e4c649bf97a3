import { z } from "zod";
import type { RunningSandbox } from "@/lib/embedded/sandbox/start-sandbox";

/** Long enough that no webhook leaves by itself while a test runs. */
export const WEBHOOK_DELAY_MS = 10_000;

const messageSchema = z.object({
  id: z.string(),
  messageGroupId: z.string(),
  userNumber: z.string(),
  contactNumber: z.string(),
  inbound: z.boolean(),
  message: z.string(),
  status: z.string(),
  sentAt: z.string(),
  mediaUrl: z.string().nullable(),
});
export type SandboxMessage = z.output<typeof messageSchema>;

const stateSchema = z.object({
  messages: z.array(messageSchema.extend({ unread: z.boolean(), deleted: z.boolean() })),
  conversations: z.array(
    z.object({
      userNumber: z.string(),
      contactNumber: z.string(),
      contactName: z.string().nullable(),
      archived: z.boolean(),
      unreadCount: z.number(),
      optOut: z.boolean(),
    }),
  ),
});
export type SandboxState = z.output<typeof stateSchema>;

const requestsSchema = z.object({
  rateLimited: z.number(),
  requests: z.array(
    z.object({
      at: z.string(),
      method: z.string(),
      path: z.string(),
      status: z.number().nullable(),
      body: z.unknown().optional(),
    }),
  ),
});
type LoggedRequest = z.output<typeof requestsSchema>["requests"][number];

type Inbound = {
  from: string;
  to?: string;
  text?: string;
  picture?: string;
  webhook?: boolean | number;
};

/** The sandbox from behind: what it holds, what it was asked, and what goes wrong next. */
export class SandboxControl {
  constructor(private readonly running: RunningSandbox) {}

  get baseUrl(): string {
    return this.running.baseUrl;
  }

  get credentials(): { username: string; password: string } {
    return this.running.credentials;
  }

  /** A customer texts. Numbers in either form. */
  async inbound({ from, to, ...rest }: Inbound): Promise<SandboxMessage> {
    const body = { ...rest, from: from.replace("+", ""), to: to?.replace("+", "") };
    return messageSchema.parse(await this.control("POST", "/inbound", body));
  }

  async state(): Promise<SandboxState> {
    return stateSchema.parse(await this.control("GET", "/state"));
  }

  async requests(): Promise<z.output<typeof requestsSchema>> {
    return requestsSchema.parse(await this.control("GET", "/requests"));
  }

  /** The requests whose path (after /v1) fits. */
  async requestsTo(method: string, path: RegExp): Promise<LoggedRequest[]> {
    const { requests } = await this.requests();
    return requests.filter((request) => request.method === method && path.test(request.path));
  }

  async forgetRequests(): Promise<void> {
    await this.control("DELETE", "/requests");
  }

  /** Texts the provider has accepted for a number. */
  async sendsTo(contactNumber: string): Promise<SandboxMessage[]> {
    const { messages } = await this.state();
    return messages.filter((one) => !one.inbound && `+${one.contactNumber}` === contactNumber);
  }

  async fault(...faults: object[]): Promise<void> {
    await this.control("POST", "/faults", faults);
  }

  /** How many faults haven't struck yet: a request that one holds up has arrived. */
  async pendingFaults(): Promise<number> {
    return z.array(z.unknown()).parse(await this.control("GET", "/faults")).length;
  }

  async endFaults(): Promise<void> {
    await this.control("DELETE", "/faults");
  }

  async setStatus(messageId: string, status: string): Promise<void> {
    await this.control("POST", "/status", { messageId, status });
  }

  async setWebhooks(mode: object): Promise<void> {
    await this.control("POST", "/webhooks", mode);
  }

  async setPassword(password: string): Promise<void> {
    await this.control("POST", "/password", { password });
  }

  async setLandlines(numbers: string[]): Promise<void> {
    await this.control("POST", "/landlines", { numbers });
  }

  /** Lets the webhooks of what happened so far go out; resolves when they are answered. */
  async deliverWebhooks(): Promise<void> {
    await this.advance(WEBHOOK_DELAY_MS);
  }

  /** Moves its time; resolves when everything due by then is done. */
  async advance(ms: number): Promise<void> {
    await this.running.advance(ms);
  }

  async close(): Promise<void> {
    await this.running.close();
  }

  /** The callback addresses that are subscribed, oldest first. */
  async subscriptions(): Promise<string[]> {
    return (await this.listSubscriptions()).map(({ callbackUrl }) => callbackUrl);
  }

  async endSubscription(callbackUrl: string): Promise<void> {
    for (const subscription of await this.listSubscriptions()) {
      if (subscription.callbackUrl !== callbackUrl) continue;
      await this.elsewhere("DELETE", `/webhooks/subscriptions/${subscription.id}`);
    }
  }

  private async listSubscriptions() {
    const page = await this.elsewhere("GET", "/webhooks/subscriptions");
    return z.object({ content: z.array(z.object({ id: z.string(), callbackUrl: z.string() })) }).parse(page)
      .content;
  }

  /** A call of another program that uses the same account. @returns its JSON */
  async elsewhere(method: string, path: string, body?: unknown): Promise<unknown> {
    const { username, password } = this.credentials;
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
        "content-type": "application/json",
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return jsonOf(`${method} ${path}`, response);
  }

  /** A call to its control; see control.ts there. @returns its JSON */
  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.running.controlUrl}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return jsonOf(`${method} ${path}`, response);
  }
}

async function jsonOf(call: string, response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${call}: ${response.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}
