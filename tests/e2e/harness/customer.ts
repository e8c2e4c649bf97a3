import { expect } from "@playwright/test";
import { randomInt } from "node:crypto";
import { formatNumber } from "@/lib/domain/phone";
import type { SandboxControl, SandboxMessage } from "@/tests/integration/harness/sandbox-control";

type Extras = Pick<Parameters<SandboxControl["inbound"]>[0], "picture" | "to">;

/** What the provider holds about somebody, as far as tests ask. */
interface AtProvider {
  archived: boolean;
  unreadCount: number;
  /** The texts it has accepted for them, oldest first. */
  sends: string[];
}

/** Somebody who texts the shop. Each has a number nobody had before, so tests don't meet each other's. */
export class Customer {
  static #next = randomInt(2_000_000, 9_000_000);

  readonly number = `+1917${Customer.#next++}`;

  constructor(private readonly sandbox: SandboxControl) {}

  /** What the inbox calls them: their contact isn't saved, so it's their number. */
  get name(): string {
    return formatNumber(this.number);
  }

  async texts(text: string, extras: Extras = {}): Promise<SandboxMessage> {
    return this.sandbox.inbound({ from: this.number, text, ...extras });
  }

  async atProvider(): Promise<AtProvider> {
    const { conversations, messages } = await this.sandbox.state();
    const isTheirs = ({ contactNumber }: { contactNumber: string }) => `+${contactNumber}` === this.number;
    const conversation = conversations.find(isTheirs);
    return {
      archived: conversation?.archived ?? false,
      unreadCount: conversation?.unreadCount ?? 0,
      sends: messages.filter((one) => isTheirs(one) && !one.inbound).map(({ message }) => message),
    };
  }

  /** Waits until the provider has it so: what was read is told in bulk, on a busy day once a minute. */
  async expectAtProvider(expected: Partial<AtProvider>): Promise<void> {
    await expect
      .poll(() => this.atProvider(), { timeout: 75_000, intervals: [500] })
      .toMatchObject({ ...expected });
  }
}
