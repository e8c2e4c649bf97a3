import { createHmac } from "node:crypto";
import { z } from "zod";
import type { Clock } from "./clock";
import { consentFlags } from "./consent";
import type { SandboxOptions } from "./options";
import type { Contact, Message, Subscription } from "./rows";
import type { State } from "./state";
import { vendorTime } from "./vendor-time";

const TIMEOUT_MS = 10_000;
const REORDER_PATIENCE_MS = 2_000;
const KEPT_ATTEMPTS = 5_000;

/** How webhooks are to misbehave. `missEvery` n: every n-th event is never announced. `clockSkewMs` shifts `received`. */
export const webhookModeSchema = z.object({
  mode: z.enum(["normal", "off", "duplicate", "delay", "reorder", "hold"]).default("normal"),
  copies: z.number().int().min(2).max(50).default(2),
  delayMs: z.number().min(0).default(0),
  missEvery: z.number().int().min(0).default(0),
  clockSkewMs: z.number().default(0),
});
type WebhookMode = z.output<typeof webhookModeSchema>;

/** How held webhooks leave: one after the other, each when the one before it is answered, or all at the same time. */
export const releaseSchema = z.object({
  order: z.enum(["oldestFirst", "newestFirst", "together"]).default("oldestFirst"),
  copies: z.number().int().min(1).max(50).default(1),
});
type Release = z.output<typeof releaseSchema>;

/** One try to deliver. `status` null: no answer. */
type Attempt = {
  at: string;
  url: string;
  body: string;
  signature: string | null;
  status: number | null;
  try: number;
};

type Event = { subscription: Subscription; body: string };

/** Announces what happens to the account's subscriptions, as unreliably as the vendor does. */
export class Webhooks {
  private mode: WebhookMode = webhookModeSchema.parse({});
  private attempts: Attempt[] = [];
  private heldBack: Event | undefined;
  private held: Event[] = [];
  private announced = 0;
  private delivered = 0;
  private closed = false;

  constructor(
    private readonly options: SandboxOptions,
    private readonly clock: Clock,
    private readonly state: State,
  ) {}

  setMode(mode: WebhookMode): void {
    this.mode = mode;
  }

  /** Every try so far, oldest first. */
  history(): readonly Attempt[] {
    return this.attempts;
  }

  clear(): void {
    this.attempts = [];
    this.heldBack = undefined;
    this.held = [];
    this.mode = webhookModeSchema.parse({});
  }

  /** Lets go what the mode `hold` has kept; resolves when everything was answered or has failed. */
  async release({ order, copies }: Release): Promise<void> {
    const held = this.held.splice(0);
    const events = (order === "newestFirst" ? held.reverse() : held).flatMap((event) =>
      Array.from({ length: copies }, () => event),
    );
    if (order === "together") await Promise.all(events.map((event) => this.deliver(event)));
    else for (const event of events) await this.deliver(event);
  }

  close(): void {
    this.closed = true;
  }

  /**
   * Announces a text from a customer, with the fields and the meaning seen live: `id` is the id of our
   * message being replied to, so two replies to one text share it; there is no media and no id of its own.
   * `copies` and `delayMs` overrule the mode for this one event.
   */
  announceInbound(message: Message, repliedTo: string, copies?: number, delayMs?: number): void {
    const { optIn, optOut } = consentFlags(this.state, message.contactNumber);
    const received = vendorTime(message.sentAt + this.mode.clockSkewMs);
    const common = { fromNumber: message.contactNumber, toNumber: message.userNumber };
    this.announce(
      "inbound_text.received",
      {
        ...common,
        message: message.text,
        received,
        optIn: message.optIn || optIn,
        optOut: message.optOut || optOut,
      },
      repliedTo,
      copies,
      delayMs,
    );
    const keyword = this.state.keywords.get(message.text.trim().toUpperCase())?.keyword;
    if (keyword) this.announce("keyword.opt_in", { ...common, keyword, received }, repliedTo);
  }

  /** Announces a contact that wasn't there before (shape of the vendor's newer pages: not seen live). */
  announceContact(contact: Contact): void {
    const { phoneNumber, firstName, lastName, email, source } = contact;
    const createdAt = vendorTime(contact.createdAt);
    this.announce(
      "contact.created",
      { createdAt, source, contact: { phoneNumber, firstName, lastName, email } },
      phoneNumber,
    );
  }

  private announce(
    type: Subscription["type"],
    fields: object,
    id: string,
    copies?: number,
    delayMs?: number,
  ): void {
    const body = JSON.stringify({ id, type, ...fields });
    this.announced += 1;
    const missed = this.mode.missEvery > 0 && this.announced % this.mode.missEvery === 0;
    const times = copies ?? (missed ? 0 : this.copies());
    for (const subscription of this.state.subscriptions.all()) {
      if (subscription.type !== type) continue;
      const event = { subscription, body };
      for (let copy = 0; copy < times; copy++) this.queue(event, delayMs);
    }
  }

  private copies(): number {
    if (this.mode.mode === "off") return 0;
    if (this.mode.mode === "duplicate") return this.mode.copies;
    const every = this.options.webhookDuplicateEvery;
    this.delivered += 1;
    return every > 0 && this.delivered % every === 0 ? 2 : 1;
  }

  private queue(event: Event, delayMs: number | undefined): void {
    if (this.mode.mode === "hold") {
      this.held.push(event);
      return;
    }
    const modeDelayMs = this.mode.mode === "delay" ? this.mode.delayMs : this.options.webhookDelayMs;
    const at = this.clock.now() + (delayMs ?? modeDelayMs);
    if (this.mode.mode !== "reorder") return this.later(at, () => this.deliver(event));
    // Pairs are swapped: the first waits for the second, but not for ever.
    const held = this.heldBack;
    this.heldBack = held ? undefined : event;
    if (held) {
      return this.later(at, async () => {
        await this.deliver(event);
        await this.deliver(held);
      });
    }
    this.later(at + REORDER_PATIENCE_MS, async () => {
      if (this.heldBack !== event) return;
      this.heldBack = undefined;
      await this.deliver(event);
    });
  }

  private later(at: number, run: () => Promise<void>): void {
    this.clock.schedule(at, run);
  }

  private async deliver(event: Event, tries = 1): Promise<void> {
    const { subscription } = event;
    if (this.closed || this.state.subscriptions.get(subscription.id) !== subscription) return;
    const status = await this.post(event, tries);
    const waitMs = this.options.webhookRetryDelaysMs[tries - 1];
    const accepted = status !== null && status >= 200 && status < 300;
    if (accepted || waitMs === undefined) return;
    this.later(this.clock.now() + waitMs, () => this.deliver(event, tries + 1));
  }

  private async post({ subscription, body }: Event, tries: number): Promise<number | null> {
    const signature =
      subscription.secret && this.options.signWebhooks ? sign(body, subscription.secret) : null;
    const headers = {
      "Content-Type": "application/json",
      ...(signature ? { "X-Signature": signature } : {}),
    };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const status = await fetch(subscription.callbackUrl, {
      method: "POST",
      headers,
      body,
      signal,
      redirect: "manual",
    }).then(
      async (response) => {
        await response.body?.cancel();
        return response.status;
      },
      () => null,
    );
    const at = vendorTime(this.clock.now());
    this.attempts.push({ at, url: subscription.callbackUrl, body, signature, status, try: tries });
    if (this.attempts.length > KEPT_ATTEMPTS) this.attempts = this.attempts.slice(-KEPT_ATTEMPTS / 2);
    return status;
  }
}

/** Base64 of HMAC-SHA1 over the raw body (vendor notes 2.10; their corrected test vectors hold). */
export function sign(body: string, secret: string): string {
  return createHmac("sha1", secret).update(body, "utf8").digest("base64");
}
