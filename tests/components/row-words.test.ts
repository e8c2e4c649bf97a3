import { describe, expect, it } from "vitest";
import { previewOf, speakRow, waitingOf } from "@/components/inbox/row-words";
import type { Conversation } from "@/lib/domain/conversation";
import { aConversation, minute } from "../client/a-conversation";

const now = Date.parse(minute(24));
const last = (parts: Partial<NonNullable<Conversation["lastMessage"]>>) =>
  aConversation({
    lastMessage: {
      id: "m",
      direction: "outbound",
      text: "See you Monday at 9.",
      hasMedia: false,
      author: { id: "maya", name: "Maya Okafor" },
      at: minute(0),
      status: "delivered",
      ...parts,
    },
  });

describe("a row's words", () => {
  it("says who of us wrote", () => {
    expect(previewOf(last({}), "me").prefix).toBe("Maya:");
    expect(previewOf(last({}), "maya").prefix).toBe("You:");
    expect(previewOf(last({ author: null }), "me").prefix).toBeNull();
    expect(previewOf(aConversation(), "me").prefix).toBeNull();
  });

  it("keeps to one line", () => {
    expect(previewOf(last({ text: "one\n\ntwo   three" }), "me").text).toBe("one two three");
  });

  it("names a photo", () => {
    expect(previewOf(last({ text: "", hasMedia: true }), "me").text).toBe("Photo");
    expect(previewOf(last({ text: "This tire", hasMedia: true }), "me").text).toBe("Photo: This tire");
  });

  it("warns from one hour on", () => {
    const since = (minutes: number) => aConversation({ waitingSince: minute(24 - minutes) });
    expect(waitingOf(since(59), now)).toEqual({ words: "59 m", isOverTarget: false });
    expect(waitingOf(since(60), now)).toEqual({ words: "1 h", isOverTarget: true });
    expect(waitingOf(aConversation({ waitingSince: null }), now)).toBeNull();
  });

  it("is read out in the order people need it", () => {
    const conversation = aConversation({
      lastMessageAt: minute(0),
      labels: [{ id: "l", name: "Repair", color: "blue" }],
      assignee: { id: "me", name: "Me" },
    });
    expect(speakRow(conversation, "me", now)).toBe(
      "Unread. Dana Whitfield. Any chance it's ready by 3? Waiting 24 minutes. Repair. Assigned to you.",
    );
  });
});
