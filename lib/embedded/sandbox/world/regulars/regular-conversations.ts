import type { DraftConversation } from "../draft";
import { monthName, nextHoliday, seasonAt, wallTime } from "../shop-calendar";
import { SHOP } from "../shop";
import { activeScenes } from "./active-scenes";
import { archivedScenes } from "./archived-scenes";
import { parseScenes } from "./parse-scenes";

/** Somebody everybody meets in the demo, whatever the seed; `name` null: not saved. */
export type Regular = {
  number: string;
  name: string | null;
  groups: readonly ("service" | "sale")[];
  values?: Record<string, string>;
  /** How long they have been a customer; known for few. */
  customerForDays?: number;
};

const WITHOUT_TEXTS: readonly Regular[] = [
  { number: "15035550115", name: "Pete Spokes", groups: ["service"] },
  { number: "15035550139", name: "Astrid Nyberg", groups: [] },
  { number: "15035550183", name: "Chase Delgado", groups: [] },
];

const DANA: Regular = {
  number: "15035550163",
  name: "Dana Whitfield",
  groups: ["service", "sale"],
  values: { Shop: "Downtown", Bike: "Surly Straggler, 52 cm" },
  customerForDays: 1_310,
};

/** The conversations of the regulars: the same people, words and waits whenever the demo starts, counted back from `now`. */
export function regularConversations(now: number): {
  conversations: DraftConversation[];
  people: Regular[];
} {
  const scenes = [activeScenes, archivedScenes].flatMap((text) =>
    parseScenes(text, now, (slot) => fillSlot(slot, now)),
  );
  const people = new Map<string, Regular>();
  for (const { contactNumber, name, messages } of scenes) {
    const groups = messages.some((message) => message.campaign) ? (["sale"] as const) : [];
    people.set(contactNumber, { number: contactNumber, name, groups });
  }
  for (const person of [...WITHOUT_TEXTS, DANA]) people.set(person.number, person);
  return { conversations: scenes, people: [...people.values()] };
}

function fillSlot(slot: string, now: number): string {
  const season = seasonAt(now);
  const { year } = wallTime(now);
  switch (slot) {
    case "sale":
      return `${SHOP.name} ${season} sale: 20% off all ${year} road and gravel bikes through Sunday. Reply STOP to opt out.`;
    case "month":
      return monthName(now);
    case "holiday":
      return nextHoliday(now);
    default:
      throw new Error(`no such slot: ${slot}`);
  }
}
