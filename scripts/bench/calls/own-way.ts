import { randomUUID } from "node:crypto";
import { readSyncPosition } from "@/lib/db/account-sync";
import { insertAccount } from "@/lib/db/accounts";
import { closeDatabase, database, databasePool } from "@/lib/db/database";
import { savePresence } from "@/lib/db/presences";
import { insertUser } from "@/lib/db/users";
import type { Actor } from "@/lib/domain/user";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { foldCounts } from "@/lib/inbox/count-conversations";
import { getConversation } from "@/lib/inbox/get-conversation";
import { keepGoing } from "@/lib/inbox/keep-going";
import { listTimeline } from "@/lib/inbox/list-timeline";
import { markRead } from "@/lib/inbox/mark-read";
import { sendMessage } from "@/lib/inbox/send-message";
import { watchEvents } from "@/lib/inbox/watch-events";
import { runWorker } from "@/lib/jobs/run-worker";
import { CallCounter, type CallCounts } from "./call-counts";
import type { Pair, SandboxSide } from "./sandbox-side";
import type { VirtualTime } from "./virtual-time";
import { openWebhookDoor, type WebhookDoor } from "./webhook-door";
import type { DayEvent } from "./working-day";

const MINUTE_MS = 60_000;
/** An open window says so about this often; what matters is that it does within a minute. */
const PRESENCE_EVERY_MS = 20_000;

/** How often a worker looks for jobs of a later time in production, in the slowest case that matters here. */
const WORKER_LOOKS_EVERY_MS = 1_000;

/** Real milliseconds between two looks at what is under way, in the end. */
const LONGEST_WAIT_MS = 4;

/** Real milliseconds after which a worker that didn't hear is told once more. */
const LOOK_AGAIN_MS = 25;

/** A webhook leaves this long after its text. */
const WEBHOOK_LEAVES_AFTER_MS = 150;

/** What a day was like with Replydesk. Staleness: milliseconds from a customer's text to everybody's screen. */
export type OwnDay = {
  calls: CallCounts;
  announced: number[];
  unannounced: number[];
  /** Archived conversations that a text brought back: each is a call that no floor counts. */
  restored: number;
  /** Texts that never reached the inbox, and replies that never reached the provider. */
  lost: number;
};

type Window = { actor: Actor; windowId: string };

/** Replydesk as it runs in production: its use-cases, its jobs in a worker, its database; only time is skipped. */
export class OwnWay {
  /** Moments at which webhooks leave, the next first. */
  readonly #stops: number[] = [];
  #screen: Screen | null = null;

  private constructor(
    private readonly time: VirtualTime,
    private readonly provider: SandboxSide,
    private readonly door: WebhookDoor,
    private readonly windows: Window[],
    private readonly worker: { stop(): Promise<void> },
  ) {}

  /** Connects the account and waits until the first synchronisation is over and texts are announced. */
  static async start(time: VirtualTime, provider: SandboxSide, agents: number): Promise<OwnWay> {
    const door = await openWebhookDoor();
    process.env.PUBLIC_URL = door.url;
    const accountId = await insertAccount(database(), {
      name: "Bench",
      provider: "eztexting",
      baseUrl: provider.baseUrl,
      credentials: { method: "basic", ...provider.credentials },
    });
    const windows: Window[] = [];
    for (let n = 1; n <= agents; n += 1) {
      const person = { email: `agent${n}@bench.example`, name: `Agent ${n}`, role: "agent" as const };
      const { id, name, role } = await insertUser(database(), { ...person, passwordHash: "none" });
      windows.push({ actor: { id, name, role }, windowId: randomUUID() });
    }
    const worker = await runWorker(() => undefined);
    const way = new OwnWay(time, provider, door, windows, worker);
    await way.#until(async () => (await readSyncPosition(accountId))?.phase === "done");
    await way.#settle();
    return way;
  }

  /** @param onHour called after each hour of the day, for showing progress and changing the weather */
  async runDay(
    events: DayEvent[],
    customers: Pair[],
    lengthMs: number,
    onHour: (hour: number) => Promise<void>,
  ): Promise<OwnDay> {
    const beganAt = this.time.now();
    const counter = new CallCounter(this.provider.controlUrl, beganAt);
    await counter.collect();
    const fresh = new CallCounter(this.provider.controlUrl, beganAt);
    const screen = new Screen(this.time);
    this.#screen = screen;
    const stopWatching = await screen.watch();
    const announcedBefore = this.door.announced.size;
    const day = [...events, ...rounds(lengthMs)].sort((a, b) => a.at - b.at);
    for (const event of day) {
      await this.#skipTo(beganAt + event.at);
      if (event.kind === "hour") {
        await fresh.collect();
        await onHour(event.hour);
      } else await this.#perform(event, customers, screen);
    }
    await this.#skipTo(beganAt + lengthMs + 2 * MINUTE_MS);
    await this.#settle();
    await fresh.collect();
    stopWatching();
    this.#screen = null;
    const stale = [...screen.shown];
    const isAnnounced = ([text]: [string, number]) => this.door.announced.has(text);
    if (announcedBefore === this.door.announced.size) throw new Error("No webhook came: the day wasn't one");
    return {
      calls: fresh.counts(),
      announced: stale.filter((one) => isAnnounced(one)).map(([, ms]) => ms),
      unannounced: stale.filter((one) => !isAnnounced(one)).map(([, ms]) => ms),
      restored: await count(
        "SELECT count(*)::int AS n FROM audit_entries WHERE action = 'conversation.restored_by_text' AND at >= $1",
        [new Date(beganAt)],
      ),
      lost: screen.missing + (await count(UNSENT)),
    };
  }

  async stop(): Promise<void> {
    await this.worker.stop();
    await this.door.close();
    await closeDatabase();
  }

  async #perform(event: DayEvent | { kind: "round" | "presence" }, customers: Pair[], screen: Screen) {
    switch (event.kind) {
      case "round":
        await keepGoing();
        return foldCounts();
      case "presence":
        await databasePool().query("UPDATE presences SET seen_at = now()");
        return;
      case "inbound": {
        const pair = pairOf(customers, event.contact);
        screen.expect(pair, event.text);
        await this.provider.textIn(pair, event.text, event.hasPhoto);
        this.#stops.push(this.time.now() + WEBHOOK_LEAVES_AFTER_MS);
        return;
      }
      case "open":
        return this.#open(event.agent, await idOf(pairOf(customers, event.contact)));
      case "reply": {
        const id = await idOf(pairOf(customers, event.contact));
        if (id) await sendMessage(this.#actor(event.agent), id, { clientId: randomUUID(), text: event.text });
        return;
      }
      case "archive": {
        const id = await idOf(pairOf(customers, event.contact));
        if (id) await archiveConversation(this.#actor(0), id);
      }
    }
  }

  async #open(agent: number, id: string | null): Promise<void> {
    const window = this.windows[agent];
    if (!id || !window) return;
    await savePresence({
      windowId: window.windowId,
      userId: window.actor.id,
      conversationId: id,
      isReplying: false,
    });
    await listTimeline(id, { limit: 50, before: null, after: null });
    if ((await getConversation(id)).unreadCount > 0) await markRead(window.actor, id);
  }

  #actor(agent: number): Actor {
    const window = this.windows[agent];
    if (!window) throw new Error(`There is no agent ${agent}`);
    return window.actor;
  }

  /** Goes to a moment of the day, stopping at everything that is due on the way. */
  async #skipTo(target: number): Promise<void> {
    for (;;) {
      const next = await this.#settle();
      const at = Math.min(target, next === null ? target : foundAt(next), this.#stops[0] ?? target);
      await this.time.skipTo(at);
      while (this.#stops[0] !== undefined && this.#stops[0] <= this.time.now()) this.#stops.shift();
      await this.provider.catchUp();
      if (at < target) continue;
      await this.#settle();
      return;
    }
  }

  /** Waits until no job runs, none is due, and everything is on the screens. @returns when the next job is due */
  async #settle(): Promise<number | null> {
    let lookAt = 0;
    for (let waitMs = 1; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      const { busy, due, next, revision } = await readWork();
      if (busy + due === 0 && (this.#screen === null || this.#screen.revision >= revision)) return next;
      // The worker hears of new jobs by itself; those that time has made due it finds by looking, here at once.
      if (due > 0 && performance.now() > lookAt) {
        await databasePool().query("SELECT pg_notify('jobs:insert', $1)", [JSON.stringify({ count: due })]);
        lookAt = performance.now() + LOOK_AGAIN_MS;
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  async #until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What people see: every text as soon as a live event says that its conversation has it. */
class Screen {
  readonly shown = new Map<string, number>();
  /** Everything up to this one has been told. */
  revision = 0n;
  readonly #expected = new Map<string, Map<string, number>>();
  #reading: Promise<void> = Promise.resolve();

  constructor(private readonly time: VirtualTime) {}

  get missing(): number {
    return [...this.#expected.values()].reduce((sum, texts) => sum + texts.size, 0);
  }

  expect(pair: Pair, text: string): void {
    const texts = this.#expected.get(keyOf(pair)) ?? new Map<string, number>();
    this.#expected.set(keyOf(pair), texts.set(text, this.time.now()));
  }

  watch(): Promise<() => void> {
    return watchEvents(null, (event) => {
      this.revision = BigInt(event.kind === "conversation" ? event.conversation.revision : event.revision);
      if (event.kind !== "conversation") return;
      const { id, userNumber, contactNumber } = event.conversation;
      const at = this.time.now();
      const pair = { userNumber: userNumber.slice(1), contactNumber: contactNumber.slice(1) };
      this.#reading = this.#reading.then(() => this.#look(id, pair, at));
    });
  }

  async #look(conversationId: string, pair: Pair, at: number): Promise<void> {
    const texts = this.#expected.get(keyOf(pair));
    if (!texts || texts.size === 0) return;
    const { rows } = await databasePool().query<{ text: string }>(
      "SELECT text FROM messages WHERE conversation_id = $1 AND text = ANY ($2)",
      [conversationId, [...texts.keys()]],
    );
    for (const { text } of rows) {
      this.shown.set(text, at - (texts.get(text) ?? at));
      texts.delete(text);
    }
  }
}

type Round = { at: number } & ({ kind: "round" | "presence" } | { kind: "hour"; hour: number });

/** What the clock does by itself: the worker's minute, windows that say they're open, full hours. */
function rounds(lengthMs: number): Round[] {
  const every = (ms: number) => Array.from({ length: Math.floor(lengthMs / ms) }, (_, n) => (n + 1) * ms);
  return [
    ...every(MINUTE_MS).map((at) => ({ at, kind: "round" as const })),
    ...every(PRESENCE_EVERY_MS).map((at) => ({ at, kind: "presence" as const })),
    ...every(lengthMs / 8).map((at, index) => ({ at, kind: "hour" as const, hour: index + 1 })),
  ];
}

function pairOf(customers: Pair[], contact: number): Pair {
  const pair = customers[contact];
  if (!pair) throw new Error(`There is no customer ${contact}`);
  return pair;
}

function keyOf({ userNumber, contactNumber }: Pair): string {
  return `${userNumber} ${contactNumber}`;
}

async function idOf({ userNumber, contactNumber }: Pair): Promise<string | null> {
  const { rows } = await databasePool().query<{ id: string }>(
    "SELECT id FROM conversations WHERE user_number = $1 AND contact_number = $2",
    [`+${userNumber}`, `+${contactNumber}`],
  );
  return rows[0]?.id ?? null;
}

/** A worker looks for jobs that have become due once a second. */
function foundAt(dueAt: number): number {
  return Math.ceil(dueAt / WORKER_LOOKS_EVERY_MS) * WORKER_LOOKS_EVERY_MS;
}

/** Jobs that run, jobs that could, when the next one can, and the newest revision a screen must have. */
async function readWork(): Promise<{ busy: number; due: number; next: number | null; revision: bigint }> {
  const { rows } = await databasePool().query<{
    busy: number;
    due: number;
    next: number | null;
    revision: string;
  }>(`
    SELECT count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS busy,
      count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= now())::int AS due,
      (extract(epoch FROM min(run_at) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at > now()))
        * 1000)::float8 AS next,
      (SELECT coalesce(max(revision), 0) FROM conversations)::text AS revision
    FROM graphile_worker._private_jobs`);
  const work = rows[0];
  if (!work) throw new Error("Postgres answered an aggregate without a row");
  return { ...work, revision: BigInt(work.revision) };
}

const UNSENT =
  "SELECT count(*)::int AS n FROM messages WHERE direction = 'outbound' AND status NOT IN ('sent', 'delivered', 'failed')";

async function count(sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await databasePool().query<{ n: number }>(sql, values);
  return rows[0]?.n ?? 0;
}
