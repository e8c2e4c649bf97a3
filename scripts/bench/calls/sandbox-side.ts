import { z } from "zod";
import { startSandbox } from "@/lib/embedded/sandbox/start-sandbox";

const conversationSchema = z.object({
  userNumber: z.string(),
  contactNumber: z.string(),
  archived: z.boolean(),
  optOut: z.boolean(),
});

/** Shorter ones are codes that many businesses share. */
const FULL_NUMBER_LENGTH = 11;

/** The two numbers of a conversation, as the provider writes them. */
export type Pair = { userNumber: string; contactNumber: string };

/** The provider of one run: what the customers do there, and what was there before the day. */
export class SandboxSide {
  private constructor(private readonly running: Awaited<ReturnType<typeof startSandbox>>) {}

  static async start(world: { conversations: number; messages: number }): Promise<SandboxSide> {
    return new SandboxSide(await startSandbox({ world: "bulk", bulk: world, webhookDuplicateEvery: 7 }));
  }

  get baseUrl(): string {
    return this.running.baseUrl;
  }
  get controlUrl(): string {
    return this.running.controlUrl;
  }
  get credentials(): { username: string; password: string } {
    return this.running.credentials;
  }

  /** Runs what has fallen due there since time was skipped. */
  async catchUp(): Promise<void> {
    await this.running.advance(0);
  }

  /** The customers of a day: every other one was known before, the rest never wrote. */
  async customers(count: number, firstNew: number): Promise<Pair[]> {
    const state: unknown = await this.control("GET", "/state");
    const { conversations } = z.object({ conversations: z.array(conversationSchema) }).parse(state);
    const isUsual = ({ archived, optOut, userNumber }: z.output<typeof conversationSchema>) =>
      !archived && !optOut && userNumber.length === FULL_NUMBER_LENGTH;
    const known = conversations.filter(isUsual);
    const userNumber = known[0]?.userNumber ?? "15035550100";
    return Array.from({ length: count }, (_, index) => {
      const old = index % 2 === 0 ? known[firstNew / 2 + index / 2] : undefined;
      return old ?? { userNumber, contactNumber: String(19_172_000_000 + firstNew + index) };
    });
  }

  /** @returns the provider's id of the text */
  async textIn({ userNumber, contactNumber }: Pair, text: string, hasPhoto: boolean): Promise<string> {
    const body = { from: contactNumber, to: userNumber, text, ...(hasPhoto && { picture: "wheel" }) };
    return z.object({ id: z.string() }).parse(await this.control("POST", "/inbound", body)).id;
  }

  async setWebhooks(mode: object): Promise<void> {
    await this.control("POST", "/webhooks", mode);
  }

  /** A call to its API, as any program makes it. @returns the status, and the JSON of a success */
  async call(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
    const { username, password } = this.credentials;
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
        "content-type": "application/json",
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, json: response.ok && text !== "" ? JSON.parse(text) : null };
  }

  async stop(): Promise<void> {
    await this.running.close();
  }

  private async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.controlUrl}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}
