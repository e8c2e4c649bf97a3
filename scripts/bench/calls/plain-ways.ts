import { z } from "zod";
import { CallCounter, type CallCounts } from "./call-counts";
import type { Pair, SandboxSide } from "./sandbox-side";
import type { VirtualTime } from "./virtual-time";
import type { DayEvent } from "./working-day";

const POLL_MS = 5_000;
const CACHE_MS = 30_000;

/** A day of a program that has no copy of its own. Staleness: from a text to the next list that some screen got. */
export type PlainDay = { calls: CallCounts; staleness: number[] };

type Options = {
  time: VirtualTime;
  provider: SandboxSide;
  events: DayEvent[];
  customers: Pair[];
  agents: number;
  lengthMs: number;
};

type Poll = { at: number; kind: "list" | "thread"; agent: number };

/** Every screen asks for its list and its open thread every five seconds, and reading is told text by text. */
export async function naiveWay(options: Options): Promise<PlainDay> {
  const polls: Poll[] = [];
  for (let agent = 0; agent < options.agents; agent += 1) {
    const phase = (agent * POLL_MS) / options.agents;
    for (let at = phase; at < options.lengthMs; at += POLL_MS) {
      polls.push({ at, kind: "list", agent }, { at, kind: "thread", agent });
    }
  }
  return runDay(options, polls);
}

/** One list for all screens, thirty seconds old at most; a thread is read when it is opened. */
export async function advisedWay(options: Options): Promise<PlainDay> {
  const polls: Poll[] = [];
  for (let at = 0; at < options.lengthMs; at += CACHE_MS) polls.push({ at, kind: "list", agent: 0 });
  return runDay(options, polls);
}

async function runDay(options: Options, polls: Poll[]): Promise<PlainDay> {
  const { time, provider, customers } = options;
  const beganAt = time.now();
  const ignored = new CallCounter(provider.controlUrl, beganAt);
  await ignored.collect();
  const counter = new CallCounter(provider.controlUrl, beganAt);
  const openThreads = new Map<number, Pair>();
  const waiting: number[] = [];
  const staleness: number[] = [];
  const steps = [...options.events, ...polls].sort((a, b) => a.at - b.at);
  let calls = 0;
  for (const step of steps) {
    await time.skipTo(beganAt + step.at);
    switch (step.kind) {
      case "list": {
        const listed = await provider.call("GET", "/conversations?page=0&size=50&sort=sentAt,desc");
        if (listed.status === 200) staleness.push(...waiting.splice(0).map((at) => time.now() - at));
        break;
      }
      case "thread": {
        const pair = openThreads.get(step.agent);
        if (pair) await readThread(provider, pair);
        break;
      }
      case "inbound":
        await provider.textIn(pairOf(customers, step.contact), step.text, step.hasPhoto);
        waiting.push(time.now());
        break;
      case "open": {
        const pair = pairOf(customers, step.contact);
        openThreads.set(step.agent, pair);
        const ids = await readThread(provider, pair);
        const newest = ids[0];
        if (newest) await provider.call("POST", "/conversations/messages/read", { idList: [newest] });
        break;
      }
      case "reply": {
        const { userNumber, contactNumber } = pairOf(customers, step.contact);
        const message = { message: step.text, toNumbers: [contactNumber], fromNumber: userNumber };
        await provider.call("POST", "/messages", message);
        break;
      }
      case "archive":
        await provider.call("POST", `${pathOf(pairOf(customers, step.contact))}/archive`);
    }
    calls += 1;
    if (calls % 5_000 === 0) await counter.collect();
  }
  await counter.collect();
  return { calls: counter.counts(), staleness };
}

const threadSchema = z.object({ content: z.array(z.object({ id: z.string() })) });

async function readThread(provider: SandboxSide, pair: Pair): Promise<string[]> {
  const { json } = await provider.call("GET", `${pathOf(pair)}?page=0&size=20&sort=sentAt,desc`);
  return threadSchema.safeParse(json).data?.content.map(({ id }) => id) ?? [];
}

function pathOf({ userNumber, contactNumber }: Pair): string {
  return `/conversations/conversation/${userNumber}/${contactNumber}`;
}

function pairOf(customers: Pair[], contact: number): Pair {
  const pair = customers[contact];
  if (!pair) throw new Error(`There is no customer ${contact}`);
  return pair;
}
