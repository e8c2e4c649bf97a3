import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { belongsTo, placeConversation, viewsOf } from "@/lib/client/place-conversation";
import type { Conversation, ConversationFilter, Sort } from "@/lib/domain/conversation";
import { aConversation, aList, idsOf, minute } from "./a-conversation";

const newest: ConversationFilter = { view: "inbox", sort: "newest" };
const oldest: ConversationFilter = { view: "inbox", sort: "oldest" };
const waiting: ConversationFilter = { view: "needs-reply", sort: "waiting" };

const at = (id: string, minutes: number, parts: Partial<Conversation> = {}) =>
  aConversation({ id, lastMessageAt: minute(minutes), ...parts });

describe("placing a changed conversation into a cached list", () => {
  it("puts a new one at the top of the newest", () => {
    const list = aList([[at("b", 2), at("a", 1)]]);
    expect(idsOf(placeConversation(list, at("c", 3), newest, "me"))).toEqual([["c", "b", "a"]]);
  });

  it("moves one up that was written to again, across pages", () => {
    const list = aList([
      [at("d", 4), at("c", 3)],
      [at("b", 2), at("a", 1)],
    ]);
    const placed = placeConversation(list, at("a", 5, { revision: "2" }), newest, "me");
    expect(idsOf(placed)).toEqual([["a", "d", "c"], ["b"]]);
  });

  it("changes a row in place when its order is the same", () => {
    const list = aList([[at("b", 2), at("a", 1)]]);
    const placed = placeConversation(list, at("a", 1, { revision: "2", unreadCount: 0 }), newest, "me");
    expect(idsOf(placed)).toEqual([["b", "a"]]);
    expect(placed.pages[0]?.items[1]?.unreadCount).toBe(0);
  });

  it("takes one out that no longer stands in the view", () => {
    const list = aList([[at("b", 2), at("a", 1)]]);
    const placed = placeConversation(list, at("b", 2, { revision: "2", archived: true }), newest, "me");
    expect(idsOf(placed)).toEqual([["a"]]);
  });

  it("leaves a list alone that a conversation has nothing to do with", () => {
    const list = aList([[at("a", 1)]]);
    expect(placeConversation(list, at("b", 2, { archived: true }), newest, "me")).toBe(list);
  });

  it("ignores an older revision, compared as numbers of any length", () => {
    const known = at("a", 1, { revision: "9007199254740993" });
    const list = aList([[known]]);
    const stale = at("a", 5, { revision: "9007199254740992", archived: true });
    expect(placeConversation(list, stale, newest, "me")).toBe(list);
    expect(placeConversation(list, at("a", 5, { revision: "10", archived: true }), newest, "me")).toBe(list);
  });

  it("takes the same revision again, as a click that isn't confirmed yet has it", () => {
    const list = aList([[at("a", 1, { revision: "5" })]]);
    expect(
      idsOf(placeConversation(list, at("a", 1, { revision: "5", archived: true }), newest, "me")),
    ).toEqual([[]]);
  });

  it("leaves what sorts after the last loaded row to the page that will hold it", () => {
    const list = aList([[at("c", 3), at("b", 2)]], { more: true });
    expect(placeConversation(list, at("a", 1), newest, "me")).toBe(list);
    const moved = placeConversation(list, at("c", 1, { revision: "2" }), newest, "me");
    expect(idsOf(moved)).toEqual([["b"]]);
  });

  it("appends to a list whose end is loaded", () => {
    const list = aList([[at("c", 3)], [at("b", 2)]]);
    expect(idsOf(placeConversation(list, at("a", 1), newest, "me"))).toEqual([["c"], ["b", "a"]]);
    expect(idsOf(placeConversation(list, at("d", 4), oldest, "me"))).toEqual([["c"], ["b", "d"]]);
  });

  it("fills an empty list", () => {
    expect(idsOf(placeConversation(aList([[]]), at("a", 1), newest, "me"))).toEqual([["a"]]);
  });

  it("breaks ties by id as the server does", () => {
    const list = aList([[at("c", 1), at("a", 1)]]);
    expect(idsOf(placeConversation(list, at("b", 1), newest, "me"))).toEqual([["c", "b", "a"]]);
    const rising = aList([[at("a", 1), at("c", 1)]]);
    expect(idsOf(placeConversation(rising, at("b", 1), oldest, "me"))).toEqual([["a", "b", "c"]]);
  });

  it("keeps who waits longest first, and who doesn't wait last", () => {
    const list = aList([[at("a", 9, { waitingSince: minute(1) }), at("b", 9, { waitingSince: minute(3) })]]);
    const placed = placeConversation(list, at("c", 9, { waitingSince: minute(2) }), waiting, "me");
    expect(idsOf(placed)).toEqual([["a", "c", "b"]]);
    const all: ConversationFilter = { view: "inbox", sort: "waiting" };
    expect(idsOf(placeConversation(placed, at("d", 9, { waitingSince: null }), all, "me"))).toEqual([
      ["a", "c", "b", "d"],
    ]);
  });

  it("changes a row of a view only the server knows, but never adds one", () => {
    const scheduled: ConversationFilter = { view: "scheduled", sort: "newest" };
    const list = aList([[at("a", 1)]]);
    const placed = placeConversation(list, at("a", 1, { revision: "2", unreadCount: 0 }), scheduled, "me");
    expect(placed.pages[0]?.items[0]?.unreadCount).toBe(0);
    expect(placeConversation(list, at("b", 2), scheduled, "me")).toBe(list);
  });

  it("always ends with what the server would answer, whatever happened in which order", () => {
    const sorts = fc.constantFrom<Sort>("newest", "oldest", "waiting");
    const change = fc.record({
      id: fc.constantFrom("a", "b", "c", "d", "e"),
      lastMessageAt: fc.integer({ min: 0, max: 5 }).map(minute),
      waitingSince: fc.option(fc.integer({ min: 0, max: 5 }).map(minute)),
      archived: fc.boolean(),
    });
    fc.assert(
      fc.property(sorts, fc.array(change, { maxLength: 20 }), (sort, changes) => {
        const filter: ConversationFilter = { view: "inbox", sort };
        const latest = new Map<string, Conversation>();
        let list = aList([[]]);
        changes.forEach((parts, index) => {
          const conversation = aConversation({ ...parts, revision: String(index + 1) });
          latest.set(conversation.id, conversation);
          list = placeConversation(list, conversation, filter, "me");
        });
        const expected = [...latest.values()].filter(({ archived }) => !archived).sort(asTheServer(sort));
        expect(idsOf(list).flat()).toEqual(expected.map(({ id }) => id));
      }),
    );
  });
});

describe("which views a conversation stands in", () => {
  it.each([
    [aConversation(), ["all", "inbox", "unassigned", "needs-reply"]],
    [aConversation({ waitingSince: null, assignee: { id: "me", name: "Me" } }), ["all", "inbox", "mine"]],
    [aConversation({ assignee: { id: "leo", name: "Leo" } }), ["all", "inbox", "needs-reply"]],
    [aConversation({ archived: true }), ["all", "archived"]],
    [aConversation({ snoozedUntil: minute(5) }), ["all", "snoozed"]],
  ])("%#", (conversation, views) => {
    expect(viewsOf(conversation, "me")).toEqual(views);
  });

  it("narrows by number, unread, label, person and opt-out", () => {
    const conversation = aConversation({ labels: [{ id: "l", name: "Repair", color: "blue" }] });
    expect(belongsTo(conversation, { ...newest, userNumber: "+15035550110" }, "me")).toBe(true);
    expect(belongsTo(conversation, { ...newest, userNumber: "+15035550120" }, "me")).toBe(false);
    expect(belongsTo(conversation, { ...newest, unread: true }, "me")).toBe(true);
    expect(belongsTo(conversation, { ...newest, unread: false }, "me")).toBe(false);
    expect(belongsTo(conversation, { ...newest, labelId: "l" }, "me")).toBe(true);
    expect(belongsTo(conversation, { ...newest, labelId: "other" }, "me")).toBe(false);
    expect(belongsTo(conversation, { ...newest, assigneeId: "leo" }, "me")).toBe(false);
    expect(belongsTo(conversation, { ...newest, optedOut: true }, "me")).toBe(false);
    expect(belongsTo(conversation, { ...newest, accountId: "other" }, "me")).toBe(false);
  });

  it("leaves a search to the server", () => {
    expect(belongsTo(aConversation(), { ...newest, q: "derailer" }, "me")).toBeNull();
  });
});

function asTheServer(sort: Sort) {
  const key = ({ lastMessageAt, waitingSince }: Conversation) =>
    sort === "waiting" ? (waitingSince ?? "infinity") : lastMessageAt;
  const direction = sort === "newest" ? -1 : 1;
  return (a: Conversation, b: Conversation) =>
    direction * (key(a) === key(b) ? (a.id < b.id ? -1 : 1) : key(a) < key(b) ? -1 : 1);
}
