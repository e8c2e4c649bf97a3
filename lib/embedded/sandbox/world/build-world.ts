import { addDrawnFile } from "../media";
import { optWord } from "../opt-words";
import type { SandboxOptions } from "../options";
import type { Message } from "../rows";
import type { State } from "../state";
import { DELIVERED, QUEUED, RECEIVED } from "../statuses";
import { addContacts } from "./add-contacts";
import { composeWorld, type DraftWorld } from "./compose-world";
import type { DraftConversation, DraftMessage } from "./draft";
import { seasonAt } from "./shop-calendar";
import { SHOP } from "./shop";

const WORLDS = ["fernhill", "bulk", "empty"] as const;
export type WorldName = (typeof WORLDS)[number];

/** The world of this name; throws when there is none. */
export function worldName(name: string): WorldName {
  const world = WORLDS.find((candidate) => candidate === name);
  if (!world) throw new Error(`there is no world named ${name}; choose ${WORLDS.join(", ")}`);
  return world;
}

const NUMBERS = Object.values(SHOP.numbers);
/** Larger worlds also text from a short code, which user numbers may be. */
const BULK_NUMBERS = [...NUMBERS, "313131"];

/** Fills an empty state with a world that ends at `anchor` (ms since 1970); the same options give the same world. */
export function buildWorld(options: SandboxOptions, state: State, anchor: number): void {
  const { world, bulk, seed } = options;
  state.accounts.put({
    password: null,
    companyName: SHOP.name,
    numbers: world === "bulk" ? BULK_NUMBERS : NUMBERS,
    landlines: [],
    planCredits: 1_318,
    anytimeCredits: 3_000,
    clockOffsetMs: 0,
  });
  addFurniture(state);
  if (world === "empty") return;
  const size =
    world === "fernhill"
      ? { conversations: 500, messages: 12_000, numbers: NUMBERS, regulars: true }
      : { ...bulk, numbers: BULK_NUMBERS, regulars: false };
  settle(composeWorld(size, anchor, seed), state, anchor, seed);
}

const TEMPLATES = [
  ["Ready for pickup", "Hi ${FirstName}, your ${Bike} is ready at ${Shop}. We're open until 6 PM today."],
  ["Pickup moved", "No problem, ${FirstName}. We'll keep it for you, just text us before you come."],
  [
    "Rental pickup details",
    "Hi ${FirstName}, pickup is from 8:30 AM at Riverside. Bring an ID and a card for the deposit.",
  ],
  ["Estimate", "Hi ${FirstName}, we had your ${Bike} on the stand. Shall we go ahead?"],
  ["Opening hours", "We're open Monday to Saturday, 8 AM to 6 PM. Riverside is open Sundays too."],
  ["Review", "Thanks for coming in, ${FirstName}. A short review helps us a lot: fernhill.example/review"],
] as const;

/** What an account has besides its texts. */
function addFurniture(state: State): void {
  for (const name of ["Service reminders", "Sale", "Rental customers", "Fleet accounts"]) {
    state.groups.put({ id: state.newId(), name, note: "" });
  }
  for (const name of ["Shop", "Bike"]) state.fields.put({ id: state.newId(), name });
  for (const [name, message] of TEMPLATES) {
    state.templates.put({
      id: state.newId(),
      name,
      message,
      companyName: null,
      mediaFileId: null,
      mediaFileUrl: null,
    });
  }
  state.keywords.put({
    keyword: "FERNHILL",
    autoReply: "Thanks for joining the Fernhill list.",
    groupIds: [],
  });
}

/** Turns a draft into rows: messages in the order of time, so that ids rise with it. */
function settle(world: DraftWorld, state: State, anchor: number, seed: number): void {
  state.accounts.put({ ...state.account(), landlines: world.landlines });
  for (const [phoneNumber, consent] of world.consents) state.consents.put({ phoneNumber, state: consent });
  renameSaleGroup(state, anchor);
  addContacts(world, state, anchor, seed);
  const drafts = world.conversations.flatMap((conversation) =>
    conversation.messages.map((message, index) => ({
      conversation,
      message,
      unread: message.inbound && index >= conversation.messages.length - conversation.unread,
    })),
  );
  drafts.sort((a, b) => a.message.at - b.message.at);
  const campaigns = new Map<string, string>();
  for (const { conversation, message, unread } of drafts) {
    state.messages.put(messageOf(state, conversation, message, unread, campaigns));
  }
  for (const { userNumber, contactNumber, archived } of world.conversations) {
    state.conversations.put({ userNumber, contactNumber, archived });
  }
}

function messageOf(
  state: State,
  conversation: DraftConversation,
  draft: DraftMessage,
  unread: boolean,
  campaigns: Map<string, string>,
): Message {
  const id = state.newId();
  const word = draft.inbound ? optWord(draft.text) : undefined;
  return {
    id,
    groupId: draft.inbound ? id : groupIdOf(state, id, draft.campaign, campaigns),
    userNumber: conversation.userNumber,
    contactNumber: conversation.contactNumber,
    inbound: draft.inbound,
    text: draft.text,
    media: draft.picture ? { fileId: addDrawnFile(state, draft.picture, draft.at).id } : null,
    sentAt: draft.at,
    visibleAt: draft.at,
    statuses: draft.inbound ? [[draft.at, RECEIVED]] : sentStatuses(draft),
    optIn: word === "in",
    optOut: word === "out",
    unread,
    deleted: false,
  };
}

/** Every other send has an id of its own; the texts of a campaign share one. */
function groupIdOf(
  state: State,
  id: string,
  campaign: string | undefined,
  campaigns: Map<string, string>,
): string {
  if (campaign === undefined) return Number(id.slice(0, -3)) % 2 === 0 ? id : state.newId();
  const known = campaigns.get(campaign) ?? state.newId();
  campaigns.set(campaign, known);
  return known;
}

function sentStatuses(draft: DraftMessage): Message["statuses"] {
  return [
    [draft.at, QUEUED],
    [draft.at + 9_000, draft.status ?? DELIVERED],
  ];
}

function renameSaleGroup(state: State, anchor: number): void {
  const group = state.groups.all().find(({ name }) => name === "Sale");
  const season = seasonAt(anchor);
  if (group) state.groups.put({ ...group, name: `${season.charAt(0).toUpperCase()}${season.slice(1)} sale` });
}
