import type { Random } from "../random";
import { BOUNCED } from "../statuses";
import type { DraftConversation, DraftMessage } from "./draft";
import type { Person } from "./people";
import { anyScript, fleetScript } from "./scripts/all-scripts";
import { shortCodeTexts } from "./scripts/quick";
import { DAY_MS, latestOpenMoment } from "./shop-calendar";
import { branchOf } from "./shop";
import { newVoice } from "./voice";
import { writeConversation, type Ending } from "./write-conversation";

const MINUTE_MS = 60_000;
const YEARS_MS = 2 * 365 * DAY_MS;

/** When a world ends (ms since 1970), and the chance it is made by. */
export type Moment = { now: number; random: Random };

/** Waiting for us, waiting for them, or done. */
export type Kind = "waiting" | "answered" | "archived";

const ENDINGS: Record<Kind, Ending> = { waiting: "customer waits", answered: "we wait", archived: "settled" };

/** Somebody's dialogues with the shop: about `average` texts, for most people fewer, for some many more. */
export function ordinaryConversation(
  person: Person,
  userNumber: string,
  kind: Kind,
  average: number,
  { now, random }: Moment,
): DraftConversation {
  const end = now - ageOf(kind, random);
  const count = Math.max(1, average * random.pick([0.2, 0.3, 0.35, 0.5, 0.6, 0.8, 1, 1.5, 2.2, 2.6]));
  const span = { start: now - YEARS_MS, end, count, ending: ENDINGS[kind] };
  const messages = writeConversation(speakersOf(person, userNumber, random, anyScript), random, span);
  const sinceOurs = messages.length - 1 - messages.findLastIndex((message) => !message.inbound);
  const unreadShare = { waiting: 0.45, answered: 0, archived: 0.006 }[kind];
  const unread = random.chance(unreadShare) ? sinceOurs : 0;
  return { userNumber, contactNumber: person.number, archived: kind === "archived", unread, messages };
}

function ageOf(kind: Kind, random: Random): number {
  if (kind === "waiting") return random.between(3 * 60, 46 * 60) * MINUTE_MS;
  if (kind === "answered") return random.between(2 * 60, 12 * 24 * 60) * MINUTE_MS;
  return 2 * DAY_MS + Math.pow(random.fraction(), 2) * (YEARS_MS - 60 * DAY_MS);
}

/** A company that texts nearly every day: exactly `count` texts. `waiting`: its last one is a question of today. */
export function longThread(
  company: Person,
  userNumber: string,
  count: number,
  waiting: boolean,
  { now, random }: Moment,
): DraftConversation {
  const end = now - (waiting ? 54 * MINUTE_MS : 20 * 60 * MINUTE_MS);
  const ending: Ending = waiting ? "customer waits" : "settled";
  const span = { start: Number.NEGATIVE_INFINITY, end, count, ending, compressed: true };
  const messages = writeConversation(
    speakersOf(company, userNumber, random, fleetScript),
    random,
    span,
  ).slice(-count);
  if (waiting) {
    const text = "3 bikes need brake pads by Monday, is that possible?";
    messages.splice(-1, 1, { at: end, inbound: true, text });
  }
  const unread = waiting ? 1 : 0;
  return { userNumber, contactNumber: company.number, archived: !waiting, unread, messages };
}

/** What a machine texts once a month; read and archived. */
export function shortCodeConversation(
  code: string,
  userNumber: string,
  { now, random }: Moment,
): DraftConversation {
  const messages = Array.from({ length: 14 }, (_, turn): DraftMessage => ({
    at: now - (turn * 31 + 3) * DAY_MS - random.between(0, 20 * 24 * 60) * MINUTE_MS,
    inbound: true,
    text: random.pick(shortCodeTexts),
  }));
  messages.sort((a, b) => a.at - b.at);
  return { userNumber, contactNumber: code, archived: true, unread: 0, messages };
}

/** A number that can't get texts: the shop tried, nothing arrived. */
export function landlineConversation(
  person: Person,
  userNumber: string,
  { now, random }: Moment,
): DraftConversation {
  const at = latestOpenMoment(now - random.between(9, 500) * DAY_MS, 60);
  const texts = [
    `Hi ${person.firstName}, your bike is ready at ${branchOf(userNumber)}. Open until 6.`,
    "Your bike is ready for pickup. Reply here with any questions.",
  ];
  const messages = texts.map((text, index): DraftMessage => ({
    at: at + index * 40 * MINUTE_MS,
    inbound: false,
    text,
    status: BOUNCED,
  }));
  return { userNumber, contactNumber: person.number, archived: true, unread: 0, messages };
}

function speakersOf(person: Person, userNumber: string, random: Random, nextScript: typeof anyScript) {
  const branch = branchOf(userNumber);
  return { firstName: person.firstName, branch, voice: newVoice(random), nextScript };
}
