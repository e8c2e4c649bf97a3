import { emptyContact } from "../contact-row";
import { Random } from "../random";
import type { Contact } from "../rows";
import type { State } from "../state";
import type { DraftWorld } from "./compose-world";
import type { DraftConversation } from "./draft";
import type { Person } from "./people";
import type { Regular } from "./regulars/regular-conversations";
import { DAY_MS } from "./shop-calendar";
import { branchOf } from "./shop";

type GroupIds = { service: string; sale: string; rental: string; fleet: string };

/** Saves the people of a world who have a name, in the four groups the account has. */
export function addContacts(world: DraftWorld, state: State, anchor: number, seed: number): void {
  const random = new Random(seed, "contacts");
  const [service = "", sale = "", rental = "", fleet = ""] = state.groups.all().map((group) => group.id);
  const groups = { service, sale, rental, fleet };
  const firstConversations = oldestConversations(world.conversations);
  for (const person of world.people.values()) {
    const first = firstConversations.get(person.number);
    const known =
      (first?.messages[0]?.at ?? anchor - 300 * DAY_MS) - random.between(1, 40 * 24 * 60) * 60_000;
    const shop = first ? branchOf(first.userNumber) : "Downtown";
    const details = "firstName" in person ? madeUp(person, groups, random) : regular(person, groups, anchor);
    if (details)
      state.contacts.put({ ...emptyContact(person.number, known), values: { Shop: shop }, ...details });
  }
}

function oldestConversations(conversations: readonly DraftConversation[]): Map<string, DraftConversation> {
  const oldest = new Map<string, DraftConversation>();
  const startOf = ({ messages }: DraftConversation) => messages[0]?.at ?? 0;
  for (const conversation of conversations) {
    const known = oldest.get(conversation.contactNumber);
    if (!known || startOf(conversation) < startOf(known))
      oldest.set(conversation.contactNumber, conversation);
  }
  return oldest;
}

function madeUp(person: Person, groups: GroupIds, random: Random): Partial<Contact> | undefined {
  if (!person.saved) return undefined;
  const { firstName, lastName } = person;
  const groupIds = lastName === null ? [groups.fleet] : [];
  if (random.chance(0.5)) groupIds.push(groups.service);
  if (random.chance(0.12)) groupIds.push(groups.rental);
  const name = [firstName, lastName]
    .join(".")
    .toLowerCase()
    .replace(/[^a-z.]/g, "");
  const email = random.chance(0.55) ? `${name}@mail.example` : null;
  const source = random.pick(["WebInterface", "Upload", "Keyword", "API"] as const);
  return { firstName, lastName, groupIds, email, source };
}

function regular(person: Regular, groups: GroupIds, anchor: number): Partial<Contact> | undefined {
  if (person.name === null) return undefined;
  const [firstName = "", ...others] = person.name.split(" ");
  const { values, customerForDays } = person;
  return {
    firstName,
    lastName: others.join(" ") || null,
    groupIds: person.groups.map((group) => groups[group]),
    source: "WebInterface",
    ...(values && { values, email: `${firstName}@${others.join("")}.example`.toLowerCase() }),
    ...(customerForDays !== undefined && { createdAt: anchor - customerForDays * DAY_MS }),
  };
}
