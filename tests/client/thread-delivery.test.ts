import { describe, expect, it } from "vitest";
import { deliveryOf } from "@/components/thread/delivery";
import { describeEvent } from "@/components/thread/event-words";
import { mediaKind, safeMediaUrl } from "@/components/thread/media-kind";
import type { Message } from "@/lib/domain/message";
import { aMessage, anEvent, anInbound } from "./a-message";

describe("what is said about a text's delivery", () => {
  it.each<[Partial<Message>, string]>([
    [{ status: "queued" }, "Sending"],
    [{ status: "sending" }, "Sending"],
    [{ status: "sent" }, "Sent"],
    [{ status: "delivered" }, "Delivered"],
    [{ status: "unknown" }, "Not confirmed yet. Checking"],
    [{ status: "unknown", needsDecision: true }, "Can’t confirm. Check with the customer"],
    [{ status: "failed" }, "Not delivered. The carrier gave no reason."],
    [
      { status: "failed", failure: { code: "landline", message: "Landline, can't get texts." } },
      "Not delivered. Landline, can't get texts.",
    ],
  ])("%o: %s", (parts, words) => {
    expect(deliveryOf(aMessage(parts), false)?.words).toBe(words);
  });

  it("says nothing about inbound", () => {
    expect(deliveryOf(anInbound(), false)).toBeNull();
  });

  it("tells a text that waits for the connection from one that is being sent", () => {
    expect(deliveryOf(aMessage({ status: "queued" }), true)?.words).toBe("Waiting for connection");
    expect(deliveryOf(aMessage({ status: "sent" }), true)?.words).toBe("Sent");
  });
});

describe("media", () => {
  it.each([
    ["image/jpeg", "photo"],
    ["IMAGE/PNG; charset=binary", "photo"],
    [null, "photo"],
    ["image/svg+xml", "file"],
    ["text/html", "file"],
    ["video/3gpp", "video"],
    ["audio/amr", "audio"],
    ["text/x-vcard", "contact"],
    ["", "file"],
  ])("%s is shown as a %s", (contentType, kind) => {
    expect(mediaKind({ url: "/media/1", contentType })).toBe(kind);
  });

  it("comes from our server or the web, and from nowhere else", () => {
    expect(safeMediaUrl("/api/media/1")).toBe("/api/media/1");
    expect(safeMediaUrl("https://media.example/1.jpg")).toBe("https://media.example/1.jpg");
    for (const url of ["javascript:alert(1)", "data:text/html,x", "//evil.example/x", "", "media/1"]) {
      expect(safeMediaUrl(url)).toBeNull();
    }
  });
});

describe("events", () => {
  it("names what happened and who did it", () => {
    expect(describeEvent(anEvent())).toBe("Archived by Sam Whitlock");
    expect(describeEvent(anEvent({ action: "conversation.restored_by_text", author: null }))).toBe(
      "Moved to inbox by a new text",
    );
  });

  it("words an action it doesn't know from its name", () => {
    expect(describeEvent(anEvent({ action: "conversation.label_added", author: null }))).toBe(
      "Conversation label added",
    );
  });
});
