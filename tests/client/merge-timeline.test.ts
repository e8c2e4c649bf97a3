import { describe, expect, it } from "vitest";
import {
  flattenTimeline,
  mergeTimeline,
  overlaps,
  withoutBubble,
  withoutRemoved,
  withoutUnread,
  withReadKept,
  type TimelinePages,
} from "@/lib/client/merge-timeline";
import type { Message } from "@/lib/domain/message";
import { minute } from "./a-conversation";

function aMessage(id: string, minutes: number, parts: Partial<Message> = {}): Message {
  return {
    id,
    kind: "message",
    conversationId: "conversation",
    direction: "outbound",
    text: id,
    media: [],
    status: "sent",
    failure: null,
    author: null,
    clientId: null,
    providerMessageId: null,
    unread: false,
    needsDecision: false,
    sendAt: null,
    at: minute(minutes),
    ...parts,
  };
}

function aTimeline(...pages: Message[][]): TimelinePages {
  return {
    pages: pages.map((items, index) => ({
      items,
      before: index < pages.length - 1 ? `before ${index}` : null,
      after: null,
    })),
    pageParams: pages.map(() => null),
  };
}

const ids = (timeline: TimelinePages) => flattenTimeline(timeline).map(({ id }) => id);

describe("merging fresh items into a cached thread", () => {
  it("adds what is new at the end", () => {
    expect(ids(mergeTimeline(aTimeline([aMessage("a", 1)]), [aMessage("b", 2)]))).toEqual(["a", "b"]);
  });

  it("puts a late arrival where its time belongs, in whichever page", () => {
    const timeline = aTimeline([aMessage("d", 4), aMessage("e", 5)], [aMessage("a", 1), aMessage("c", 3)]);
    expect(ids(mergeTimeline(timeline, [aMessage("b", 2)]))).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("turns a bubble, the server's answer and the live event into one element", () => {
    const bubble = aMessage("client", 2, { clientId: "client", status: "queued" });
    const answer = aMessage("server", 2, { clientId: "client", status: "queued" });
    const started = aTimeline([aMessage("a", 1), bubble]);
    const answered = mergeTimeline(started, [answer]);
    expect(ids(answered)).toEqual(["a", "server"]);
    expect(ids(mergeTimeline(answered, [{ ...answer, status: "sent" }]))).toEqual(["a", "server"]);
  });

  it("keeps one of the two when the live event overtook the answer", () => {
    const bubble = aMessage("client", 2, { clientId: "client" });
    const server = aMessage("server", 2, { clientId: "client" });
    const both = aTimeline([bubble, server]);
    expect(ids(mergeTimeline(both, [server]))).toEqual(["server"]);
  });

  it("never turns a status back, except for a retry", () => {
    const status = (known: Message["status"], fresh: Message["status"]) => {
      const merged = mergeTimeline(aTimeline([aMessage("a", 1, { status: known })]), [
        aMessage("a", 1, { status: fresh }),
      ]);
      const [message] = flattenTimeline(merged);
      return message?.kind === "message" ? message.status : null;
    };
    expect(status("sent", "delivered")).toBe("delivered");
    expect(status("delivered", "sent")).toBe("delivered");
    expect(status("failed", "queued")).toBe("queued");
    expect(status("unknown", "sent")).toBe("sent");
  });

  it("loses what was taken back, but neither bubbles nor what came while it was fetched", () => {
    const bubble = aMessage("client", 4, { clientId: "client" });
    const timeline = aTimeline(
      [aMessage("b", 2), aMessage("c", 3), bubble, aMessage("late", 5)],
      [aMessage("a", 1)],
    );
    const fresh = { items: [aMessage("b", 2)], before: "cursor", after: null };
    const left = withoutRemoved(timeline, fresh, new Set(["a", "b", "c", "client"]));
    expect(ids(left)).toEqual(["a", "b", "client", "late"]);
  });

  it("takes away the bubble of a refused send only", () => {
    const bubble = aMessage("client", 2, { clientId: "client" });
    const answered = aMessage("server", 2, { clientId: "client" });
    expect(ids(withoutBubble(aTimeline([aMessage("a", 1), bubble]), "client"))).toEqual(["a"]);
    expect(ids(withoutBubble(aTimeline([answered]), "client"))).toEqual(["server"]);
  });

  it("knows when more came in between than one page holds", () => {
    const timeline = aTimeline([aMessage("a", 1)]);
    expect(
      overlaps(timeline, { items: [aMessage("a", 1), aMessage("b", 2)], before: "x", after: null }),
    ).toBe(true);
    expect(overlaps(timeline, { items: [aMessage("y", 8)], before: "x", after: null })).toBe(false);
    expect(overlaps(timeline, { items: [aMessage("b", 2)], before: null, after: null })).toBe(true);
  });
});

describe("what was read", () => {
  it("is no longer unread, on any page", () => {
    const timeline = aTimeline(
      [aMessage("new", 9, { unread: true })],
      [aMessage("old", 1, { unread: true })],
    );
    const read = flattenTimeline(withoutUnread(timeline));
    expect(read.map((item) => item.kind === "message" && item.unread)).toEqual([false, false]);
  });

  it("stays read when a page from before it was read comes in, and what is new in that page is unread", () => {
    const timeline = aTimeline([aMessage("seen", 1, { unread: false })]);
    const items = [aMessage("seen", 1, { unread: true }), aMessage("new", 2, { unread: true })];
    const fresh = withReadKept(timeline, { items, before: null, after: null });
    expect(fresh.items.map((item) => item.kind === "message" && item.unread)).toEqual([false, true]);
  });
});
