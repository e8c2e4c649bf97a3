import { Random } from "@/lib/embedded/sandbox/random";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
export const DAY_MS = 8 * 60 * MINUTE;

/** How much happens in a day of eight hours. */
export type DaySize = {
  agents: number;
  inbound: number;
  replies: number;
  openings: number;
  archives: number;
};

/** The day the targets are about. */
export const FULL_DAY: DaySize = {
  agents: 20,
  inbound: 5_000,
  replies: 3_000,
  openings: 10_000,
  archives: 2_000,
};

/** What happens, `at` milliseconds after the day began. `contact` counts the customers of the day, `agent` the agents. */
export type DayEvent =
  | { at: number; kind: "inbound"; contact: number; text: string; hasPhoto: boolean }
  | { at: number; kind: "open"; contact: number; agent: number }
  | { at: number; kind: "reply"; contact: number; agent: number; text: string }
  | { at: number; kind: "archive"; contact: number };

/** A customer writes two texts on average; one in twenty who were archived writes again. */
const TEXTS_A_CUSTOMER = 2;
const PHOTOS = 0.03;
const WRITES_AGAIN = 0.05;

/**
 * A believable day: customers write in little conversations of their own, an agent opens each text some seconds to
 * minutes after it came, most are answered, some are looked at once more, and most that are settled are archived.
 */
export function makeDay(size: DaySize, seed: number, lengthMs: number): DayEvent[] {
  const random = new Random(seed, "working day");
  const inbound = makeInbound(size, random, lengthMs * 0.97, seed);
  const last = new Map(inbound.map((event, index) => [event.contact, index]));
  const answered = choose(inbound.length, size.replies, random);
  const final = inbound.flatMap((event, index) => (last.get(event.contact) === index ? [index] : []));
  const settled = new Set(pickSome(final, Math.round(size.archives * (1 - WRITES_AGAIN)), random));
  const middle = inbound.flatMap((event, index) => (last.get(event.contact) === index ? [] : [index]));
  for (const index of pickSome(middle, size.archives - settled.size, random)) settled.add(index);

  const end = lengthMs - MINUTE;
  const events: DayEvent[] = [...inbound];
  for (const [index, { at, contact }] of inbound.entries()) {
    const agent = random.between(0, size.agents - 1);
    const opened = Math.min(end, at + random.between(15 * SECOND, 6 * MINUTE));
    events.push({ at: opened, kind: "open", contact, agent });
    const answeredAt = Math.min(end, opened + random.between(20 * SECOND, 2 * MINUTE));
    if (answered.has(index)) {
      events.push({ at: answeredAt, kind: "reply", contact, agent, text: `Answer ${index} of day ${seed}` });
    }
    if (settled.has(index)) {
      const at = Math.min(end, answeredAt + random.between(5 * SECOND, 10 * MINUTE));
      events.push({ at, kind: "archive", contact });
    }
  }
  for (let extra = inbound.length; extra < size.openings; extra += 1) {
    const { at, contact } = random.pick(inbound);
    const opened = Math.min(end, at + random.between(MINUTE, 60 * MINUTE));
    events.push({ at: opened, kind: "open", contact, agent: random.between(0, size.agents - 1) });
  }
  return events.sort((a, b) => a.at - b.at);
}

function makeInbound(size: DaySize, random: Random, untilMs: number, day: number) {
  const contacts = Math.max(1, Math.round(size.inbound / TEXTS_A_CUSTOMER));
  const texts = Array.from({ length: size.inbound }, (_, index) => ({
    at: Math.round(random.fraction() * untilMs),
    kind: "inbound" as const,
    contact: index % contacts,
    text: `Question ${index} of day ${day}`,
    hasPhoto: random.chance(PHOTOS),
  }));
  return texts.sort((a, b) => a.at - b.at);
}

/** `count` of the numbers below `total`. */
function choose(total: number, count: number, random: Random): Set<number> {
  return new Set(pickSome([...Array(total).keys()], count, random));
}

function pickSome(from: number[], count: number, random: Random): number[] {
  return from
    .map((value) => ({ value, key: random.fraction() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ value }) => value);
}
