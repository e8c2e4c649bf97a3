import { Random } from "../random";
import { BOUNCED, CARRIER_CONFIRMED, DEVICE_CONFIRMED, NO_CREDITS, SENT } from "../statuses";
import { addCampaigns } from "./campaigns";
import { closeLooseEnds } from "./close-loose-ends";
import {
  landlineConversation,
  longThread,
  ordinaryConversation,
  shortCodeConversation,
  type Kind,
  type Moment,
} from "./conversation-kinds";
import type { DraftConversation, DraftMessage } from "./draft";
import { Crowd, type Person } from "./people";
import { regularConversations, type Regular } from "./regulars/regular-conversations";
import { DAY_MS } from "./shop-calendar";

const LONG_THREAD_MESSAGES = 2_000;
const LONG_THREADS = ["Northside Couriers", "Cargo Collective"] as const;
const SHORT_CODES = ["72975", "38247", "226788"];
const WAITING = 38;
const ANSWERED = 42;
const LANDLINE_SHARE = 0.01;
const SECOND_NUMBER_SHARE = 0.05;
/** Measured: campaigns reach a ninth of all conversations 17 times, and a fifth of those answer. */
const CAMPAIGN_TEXTS_EACH = 2.4;
/** A conversation ends with whole dialogues, so it gets this many texts more than asked for on average. */
const OVERSHOOT = 3.5;

/** How large a world is, and which numbers it has. */
export type WorldSize = {
  conversations: number;
  messages: number;
  numbers: readonly string[];
  regulars: boolean;
};

/** A world before it has ids. */
export type DraftWorld = {
  conversations: DraftConversation[];
  people: Map<string, Person | Regular>;
  consents: Map<string, "in" | "out">;
  landlines: string[];
};

/** Writes a world that ends at `now`: exactly as many conversations and messages as `size` says (one each at least). */
export function composeWorld(size: WorldSize, now: number, seed: number): DraftWorld {
  const moment = { now, random: new Random(seed, "world") };
  const world = startWorld(size, now);
  const crowd = new Crowd(moment.random, new Set([...world.people.keys(), ...size.numbers]));
  const longThreads = size.messages >= 5 * LONG_THREAD_MESSAGES ? LONG_THREADS : [];

  addOrdinary(world, crowd, size, longThreads.length, moment);
  const reachable = world.conversations.filter(
    ({ contactNumber }) => !world.landlines.includes(contactNumber),
  );
  const recipients = Math.ceil(size.conversations / 9);
  for (const [number, consent] of addCampaigns(reachable, firstNames(world), recipients, moment)) {
    world.consents.set(number, consent);
  }
  // The long threads take up what the estimate of the others got wrong.
  for (const [index, name] of longThreads.entries()) {
    const company: Person = { ...crowd.next(), saved: true, firstName: name, lastName: null };
    world.people.set(company.number, company);
    const count = Math.ceil(
      (size.messages - countMessages(world.conversations)) / (longThreads.length - index),
    );
    world.conversations.push(longThread(company, size.numbers[index] ?? "", count, index === 0, moment));
  }
  closeLooseEnds(world.conversations, moment.random);
  settleCount(world.conversations, Math.max(size.messages, world.conversations.length), now);
  for (const message of world.conversations.flatMap(({ messages }) => messages)) addStatus(message, moment);
  return world;
}

function startWorld(size: WorldSize, now: number): DraftWorld {
  if (!size.regulars) return { conversations: [], people: new Map(), consents: new Map(), landlines: [] };
  const { conversations, people } = regularConversations(now);
  const optedOut = conversations.filter(({ messages }) => messages.at(-1)?.text === "STOP");
  return {
    conversations,
    people: new Map(people.map((person) => [person.number, person])),
    consents: new Map(optedOut.map(({ contactNumber }) => [contactNumber, "out"])),
    landlines: [],
  };
}

function addOrdinary(
  world: DraftWorld,
  crowd: Crowd,
  size: WorldSize,
  longThreads: number,
  moment: Moment,
): void {
  const { random } = moment;
  const { conversations, people, landlines } = world;
  const wanted = Math.min(WAITING, Math.ceil(size.conversations / 10)) - Math.sign(longThreads);
  const waiting = Math.max(0, wanted - conversations.filter(isWaiting).length);
  for (const code of size.regulars ? SHORT_CODES : []) {
    conversations.push(shortCodeConversation(code, size.numbers[0] ?? "", moment));
  }
  const others = Math.max(0, size.conversations - conversations.length - longThreads);
  const texts = size.messages - longThreads * LONG_THREAD_MESSAGES - countMessages(conversations);
  const average = Math.max(1, texts / Math.max(1, others) - CAMPAIGN_TEXTS_EACH - OVERSHOOT);
  let person = crowd.next();
  let used: string[] = [];
  for (let index = 0; index < others; index++) {
    const again = used.length > 0 && used.length < size.numbers.length && random.chance(SECOND_NUMBER_SHARE);
    if (!again) {
      person = crowd.next();
      used = [];
      people.set(person.number, person);
    }
    const userNumber = random.pick(size.numbers.filter((number) => !used.includes(number)));
    used.push(userNumber);
    const kind = kindOf(index, waiting, random);
    if (kind === "archived" && !again && random.chance(LANDLINE_SHARE)) {
      landlines.push(person.number);
      used = [];
      conversations.push(landlineConversation(person, userNumber, moment));
    } else {
      conversations.push(ordinaryConversation(person, userNumber, kind, average, moment));
    }
  }
}

function kindOf(index: number, waiting: number, random: Random): Kind {
  if (index < waiting) return "waiting";
  if (index < waiting + ANSWERED) return "answered";
  return random.chance(0.004) ? "answered" : "archived";
}

function firstNames({ people }: DraftWorld): Map<string, string> {
  const names = new Map<string, string>();
  for (const person of people.values()) if ("firstName" in person) names.set(person.number, person.firstName);
  return names;
}

/** Takes the oldest texts out of the longest conversations until there are `total`; adds "thanks" where too few. */
function settleCount(conversations: DraftConversation[], total: number, now: number): void {
  const longestFirst = [...conversations].sort((a, b) => b.messages.length - a.messages.length);
  for (let excess = countMessages(conversations) - total; excess > 0;) {
    for (const { messages } of longestFirst) {
      const share = Math.min(excess, Math.ceil(messages.length / 8), messages.length - 1);
      excess -= messages.splice(0, share).length;
    }
  }
  const archived = conversations.filter((conversation) => conversation.archived);
  for (let lack = total - countMessages(conversations); lack > 0 && archived.length > 0;) {
    for (const { messages } of archived.slice(0, lack)) {
      const last = messages.at(-1)?.at ?? now;
      messages.push({ at: Math.min(now - 60_000, last + 90_000), inbound: true, text: "Thanks again" });
      lack--;
    }
  }
}

/** Nearly everything arrives; a few stay unconfirmed, bounce, or fell on the days without credits. */
function addStatus(message: DraftMessage, { now, random }: Moment): void {
  if (message.inbound || message.status) return;
  const daysAgo = (now - message.at) / DAY_MS;
  message.status =
    daysAgo > 409 && daysAgo < 410.5
      ? NO_CREDITS
      : random.weighted([
          [930, undefined],
          [25, CARRIER_CONFIRMED],
          [15, DEVICE_CONFIRMED],
          [18, SENT],
          [daysAgo > 1 ? 9 : 0, BOUNCED],
        ]);
}

function countMessages(conversations: readonly DraftConversation[]): number {
  return conversations.reduce((sum, conversation) => sum + conversation.messages.length, 0);
}

function isWaiting({ archived, messages }: DraftConversation): boolean {
  return !archived && messages.at(-1)?.inbound === true;
}
