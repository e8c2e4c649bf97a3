import type { Random } from "../random";
import { OPTED_OUT } from "../statuses";
import type { Moment } from "./conversation-kinds";
import type { DraftConversation, DraftMessage } from "./draft";
import { campaignAnswers } from "./scripts/campaign";
import { beforeStop } from "./scripts/quick";
import { DAY_MS, daysBefore, monthName, seasonAt, wallTime } from "./shop-calendar";
import { branchOf, SHOP } from "./shop";
import { timeBackwards } from "./timing";
import { newVoice } from "./voice";
import { speakLines } from "./write-conversation";

const MINUTE_MS = 60_000;
const QUIET_AROUND_MS = 8 * 60 * MINUTE_MS;
const FIRST_DAYS_AGO = 24;
const DAYS_BETWEEN = 41;
const CAMPAIGNS = 17;
const STOP_SHARE = 0.06;
const ANSWER_SHARE = 0.22;

/** Who hears of campaigns, and what they have said about it. `lastTextAt`: on any of our numbers. */
type Audience = {
  firstNames: ReadonlyMap<string, string>;
  lastTextAt: ReadonlyMap<string, number>;
  consents: Map<string, "in" | "out">;
  random: Random;
};

/**
 * Sends a campaign into archived conversations every six weeks: sales, service reminders, rides, in turn. Some
 * answer, a few say STOP and are left alone from then on, fewer come back with START.
 * Only people in `firstNames` (by contact number) get them. Returns who is opted out (and in) at the end.
 */
export function addCampaigns(
  conversations: readonly DraftConversation[],
  firstNames: ReadonlyMap<string, string>,
  recipients: number,
  { now, random }: Moment,
): Map<string, "in" | "out"> {
  const audience: Audience = {
    firstNames,
    lastTextAt: lastTexts(conversations),
    consents: new Map(),
    random,
  };
  const archived = conversations.filter((row) => row.archived && firstNames.has(row.contactNumber));
  for (let turn = 0; turn < CAMPAIGNS; turn++) {
    const daysAgo = FIRST_DAYS_AGO + DAYS_BETWEEN * (CAMPAIGNS - 1 - turn);
    const at = daysBefore(now, daysAgo, turn % 2 === 0 ? "10:00" : "16:30");
    const known = archived.filter(
      ({ messages }) => (messages[0]?.at ?? now) < at - DAY_MS && isQuiet(messages, at),
    );
    for (const conversation of random.shuffled(known).slice(0, recipients)) {
      sendCampaign(conversation, turn, at, audience);
    }
  }
  return audience.consents;
}

function sendCampaign(conversation: DraftConversation, turn: number, at: number, audience: Audience): void {
  const optedOut = audience.consents.get(conversation.contactNumber) === "out";
  const text: DraftMessage = {
    at: at + audience.random.between(0, 90_000),
    inbound: false,
    text: campaignText(turn, at),
    campaign: `campaign-${turn}`,
    status: optedOut ? OPTED_OUT : undefined,
  };
  conversation.messages.push(text, ...(optedOut ? [] : answers(conversation, at, audience)));
  conversation.messages.sort((a, b) => a.at - b.at);
}

function campaignText(turn: number, at: number): string {
  const { year } = wallTime(at);
  const texts = [
    `${SHOP.name} ${seasonAt(at)} sale: 15% off all ${year} city and touring bikes through Sunday. Reply STOP to opt out.`,
    `${SHOP.name}: time for a ${seasonAt(at)} check? Reply YES and a mechanic will text you a time. Reply STOP to opt out.`,
    `${SHOP.name}: join our ${monthName(at)} ride to the falls. Reply 1 for Saturday, 2 for Sunday. Reply STOP to opt out.`,
    `${SHOP.name}: new ${year} e-bikes are here to test ride, all three stores. Reply STOP to opt out.`,
  ];
  return texts[turn % texts.length] ?? "";
}

function answers(conversation: DraftConversation, at: number, audience: Audience): DraftMessage[] {
  const { contactNumber, userNumber } = conversation;
  const { firstNames, lastTextAt, random } = audience;
  // Who says STOP says nothing after it.
  if ((lastTextAt.get(contactNumber) ?? 0) < at && random.chance(STOP_SHARE)) {
    return optOut(contactNumber, at, audience);
  }
  if (!random.chance(ANSWER_SHARE)) return [];
  const speakers = {
    firstName: firstNames.get(contactNumber) ?? "there",
    branch: branchOf(userNumber),
    voice: newVoice(random),
  };
  const lines = speakLines(random.pick(campaignAnswers), speakers, random, at);
  const end = at + random.between(40, 240) * MINUTE_MS;
  return timeBackwards(lines, end, random).filter((message) => message.at > at + 90_000);
}

function optOut(contactNumber: string, at: number, { consents, random }: Audience): DraftMessage[] {
  const said = at + random.between(2, 200) * MINUTE_MS;
  const word = random.pick(["STOP", "Stop", "stop", "STOP.", "Unsubscribe"]);
  const messages: DraftMessage[] = [{ at: said + MINUTE_MS, inbound: true, text: word }];
  if (random.chance(0.5)) messages.unshift({ at: said, inbound: true, text: random.pick(beforeStop) });
  const comesBack = random.chance(0.25);
  if (comesBack) messages.push({ at: said + 6 * DAY_MS, inbound: true, text: "START" });
  consents.set(contactNumber, comesBack ? "in" : "out");
  return messages;
}

function lastTexts(conversations: readonly DraftConversation[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const { contactNumber, messages } of conversations) {
    last.set(contactNumber, Math.max(last.get(contactNumber) ?? 0, messages.at(-1)?.at ?? 0));
  }
  return last;
}

function isQuiet(messages: readonly DraftMessage[], at: number): boolean {
  return messages.every((message) => Math.abs(message.at - at) > QUIET_AROUND_MS);
}
