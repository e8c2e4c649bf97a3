import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { StoredMessage } from "@/lib/db/messages";
import { matchMessages, SAME_MESSAGE_WINDOW_MS } from "@/lib/inbox/ingest/match-messages";
import type { ProviderMessage } from "@/lib/providers/provider";

const noon = Date.parse("2026-11-21T12:00:00Z");
const at = (seconds: number) => new Date(noon + seconds * 1_000);

function listed(fields: Partial<ProviderMessage> = {}, conversationId = "c1") {
  const row: ProviderMessage = {
    id: randomUUID(),
    sendId: null,
    userNumber: "+15035550100",
    contactNumber: "+19715550100",
    direction: "inbound",
    text: "ok",
    media: [],
    status: "received",
    failure: null,
    at: at(0),
    unread: null,
    optedOut: null,
    ...fields,
  };
  return { conversationId, row };
}

function stored(fields: Partial<StoredMessage> = {}): StoredMessage {
  return {
    id: randomUUID(),
    accountId: "a1",
    conversationId: "c1",
    direction: "inbound",
    text: "ok",
    status: "received",
    providerMessageId: null,
    providerSendId: null,
    announcement: null,
    at: at(0),
    sendingSince: null,
    sendAt: null,
    ...fields,
  };
}

/** Which stored message each row was matched to. */
const pairs = (found: ReturnType<typeof matchMessages>) =>
  found.matched.map((match) => [match.row.id, match.stored.id]);

describe("a provider's row", () => {
  it("is the message with its id, whatever else differs", () => {
    const row = listed({ id: "r1", text: "changed", at: at(9_999) });
    const message = stored({ providerMessageId: "r1" });
    expect(pairs(matchMessages([row], [message], []))).toEqual([["r1", message.id]]);
  });

  test.each([
    ["the row's own id", { id: "s1", sendId: "g1" }],
    ["the id of its group", { id: "r1", sendId: "s1" }],
  ])("is the send whose id is %s", (_name, ids) => {
    const row = listed({ ...ids, direction: "outbound", at: at(500) });
    const message = stored({ providerSendId: "s1", direction: "outbound", status: "sent" });
    expect(matchMessages([row], [message], [message]).fresh).toEqual([]);
  });

  it("isn't a send of the same campaign in another conversation", () => {
    const row = listed({ sendId: "s1", direction: "outbound" }, "c2");
    const message = stored({ providerSendId: "s1", direction: "outbound", status: "sent" });
    expect(matchMessages([row], [message], []).fresh).toEqual([row]);
  });

  test.each([
    ["a quarter of an hour apart", { at: at(900) }, true],
    ["further apart", { at: at(901) }, false],
    ["with other line ends and blanks around", { text: " ok\r\n" }, true],
    ["with another text", { text: "okay" }, false],
    ["in the other direction", { direction: "outbound" as const }, false],
  ])("%s is the same text without an id: %#", (_name, fields, isSame) => {
    const found = matchMessages([listed(fields)], [], [stored()]);
    expect(found.matched).toHaveLength(isSame ? 1 : 0);
    expect(found.fresh).toHaveLength(isSame ? 0 : 1);
  });

  it("is compared with the time a send left, not with the time it was written", () => {
    const message = stored({
      direction: "outbound",
      status: "unknown",
      at: at(-3_600),
      sendingSince: at(-2),
    });
    expect(matchMessages([listed({ direction: "outbound" })], [], [message]).fresh).toEqual([]);
  });
});

describe("several rows", () => {
  it("of the same text each find the nearest message, and one that is left over is new", () => {
    const [first, second] = [stored({ at: at(0) }), stored({ at: at(30) })];
    const rows = [
      listed({ id: "late", at: at(60) }),
      listed({ id: "r2", at: at(31) }),
      listed({ id: "r1", at: at(1) }),
    ];
    const found = matchMessages(rows, [], [first, second]);
    expect(pairs(found)).toEqual([
      ["r1", first.id],
      ["r2", second.id],
    ]);
    expect(found.fresh.map(({ row }) => row.id)).toEqual(["late"]);
  });

  it("give the ids their due before the texts", () => {
    const known = stored({ providerSendId: "s1", direction: "outbound", status: "sent", at: at(10) });
    const lost = stored({ direction: "outbound", status: "unknown", at: at(0), sendingSince: at(0) });
    const rows = [
      listed({ id: "r2", direction: "outbound", at: at(1) }),
      listed({ id: "r1", sendId: "s1", direction: "outbound", at: at(2) }),
    ];
    const found = matchMessages(rows, [known], [known, lost]);
    expect(new Map(pairs(found).map(([row, message]) => [row, message]))).toEqual(
      new Map([
        ["r1", known.id],
        ["r2", lost.id],
      ]),
    );
  });

  it("never share a message, lose a row or depend on their order", () => {
    const text = fc.constantFrom("ok", "yes");
    const seconds = fc.integer({ min: 0, max: 2_000 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ text, seconds }), {
          selector: (one) => `${one.text} ${one.seconds}`,
          maxLength: 8,
        }),
        fc.array(fc.record({ text, seconds }), { maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (texts, messages, order) => {
          const rows = texts.map((one, index) =>
            listed({ id: `r${index}`, text: one.text, at: at(one.seconds) }),
          );
          const here = messages.map((one) => stored({ text: one.text, at: at(one.seconds) }));
          const found = matchMessages(rows, [], here);
          expect(found.matched.length + found.fresh.length).toBe(rows.length);
          expect(new Set(found.matched.map((match) => match.stored.id)).size).toBe(found.matched.length);
          const shuffled = rows
            .map((row) => ({ row, key: order.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ row }) => row);
          expect(pairs(matchMessages(shuffled, [], here)).sort()).toEqual(pairs(found).sort());
        },
      ),
    );
  });
});

test("of two equal texts, the one that was announced is the one that is nearest to it", () => {
  const rows = [listed({ id: "r1", at: at(0) }), listed({ id: "r2", at: at(300) })];
  const announced = stored({ at: at(301) });
  const found = matchMessages(rows, [], [announced]);
  expect(found.matched.map(({ row }) => row.id)).toEqual(["r2"]);
  expect(found.fresh.map(({ row }) => row.id)).toEqual(["r1"]);
});

test("the window is wide enough for clocks that differ by minutes", () => {
  expect(SAME_MESSAGE_WINDOW_MS).toBe(900_000);
});
