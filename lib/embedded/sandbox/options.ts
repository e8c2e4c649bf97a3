import type { WorldName } from "./world/build-world";

/** How a sandbox behaves; every part has a realistic default. Durations in milliseconds. */
export type SandboxOptions = {
  /** 0: any free port; with a state folder, the port of last time when it is free. */
  port: number;
  world: WorldName;
  /** Sizes of the `bulk` world. */
  bulk: { conversations: number; messages: number; contactShare?: number };
  /** The folder that keeps the state over restarts; undefined: memory only. */
  stateDir: string | undefined;
  /** Customers text in and answer by themselves. */
  live: boolean;
  seed: number;
  /** The moment (ms since 1970) the world is built for; undefined: the time of the first start. */
  anchor: number | undefined;
  credentials: { username: string; password: string };
  /** Per account (vendor pages: 200). */
  rateLimitPerMinute: number;
  /** Waits between the tries of one webhook. The vendor retries; how often and when is not known: inferred. */
  webhookRetryDelaysMs: number[];
  /** How long after the message its webhook leaves. */
  webhookDelayMs: number;
  /** Every n-th webhook is delivered twice, as happens live; 0: never. */
  webhookDuplicateEvery: number;
  /** False: never an X-Signature, as was seen live in 2026 in spite of a secret. */
  signWebhooks: boolean;
  /** How long after its 201 a send shows up in threads and lists. */
  threadDelayMs: number;
  /** When a send becomes SENT, and when DELIVERED (or BOUNCED), after its 201. */
  statusDelaysMs: { sent: number; final: number };
  /** Whether a sent row's own id is the id POST answered (its messageGroupId always is). Not known: inferred. */
  rowIds: "same" | "different" | "alternate";
  /** The properties `sort` of GET /conversations knows; others are ignored. Not known: inferred. */
  conversationSorts: string[];
  /** Fetch the media URLs that are posted, and keep copies, as the vendor must. */
  fetchMedia: boolean;
  /** How long every answer takes at least. */
  latencyMs: number;
};

const DEFAULTS: SandboxOptions = {
  port: 0,
  world: "empty",
  bulk: { conversations: 2_000, messages: 40_000 },
  stateDir: undefined,
  live: false,
  seed: 20,
  anchor: undefined,
  credentials: { username: "ops@fernhill.example", password: "fernhill" },
  rateLimitPerMinute: 200,
  webhookRetryDelaysMs: [1_000, 5_000, 30_000, 120_000, 600_000],
  webhookDelayMs: 150,
  webhookDuplicateEvery: 7,
  signWebhooks: true,
  threadDelayMs: 2_000,
  statusDelaysMs: { sent: 3_000, final: 9_000 },
  rowIds: "alternate",
  conversationSorts: [
    "sentAt",
    "lastMessage.sentAt",
    "contactNumber",
    "userNumber",
    "contactName",
    "unreadCount",
  ],
  fetchMedia: false,
  latencyMs: 0,
};

/** What may be left out; undefined counts as left out. */
export type GivenOptions = { [Name in keyof SandboxOptions]?: SandboxOptions[Name] | undefined };

/** Options with the defaults filled in. */
export function completeOptions(given: GivenOptions): SandboxOptions {
  return { ...DEFAULTS, ...Object.fromEntries(Object.entries(given).filter(isChosen)) };
}

function isChosen([, value]: [string, unknown]): boolean {
  return value !== undefined;
}
