import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  keepDraft,
  newestDraft,
  readDraft,
  returnToDraft,
  writeDraft,
  type LocalDraft,
} from "@/lib/client/drafts";
import { saveDraftSoon } from "@/lib/client/save-draft";
import { forgetUnsent, keepUnsent, readUnsent, type Unsent } from "@/lib/client/unsent";
import { aStorage } from "./a-storage";

const NOON = Date.parse("2026-11-20T12:00:00.000Z");

let conversations = 0;
/** A conversation that no other test has touched: drafts live as long as the page. */
const aKey = () => ({ personId: "priya", conversationId: `c${++conversations}`, kind: "message" as const });

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  vi.stubGlobal("localStorage", aStorage());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("which of two drafts goes on", () => {
  const local = (parts: Partial<LocalDraft> = {}): LocalDraft => ({
    text: "here",
    changedAt: NOON,
    isSaved: false,
    basedOn: null,
    ...parts,
  });
  const server = (minutes: number) => ({
    text: "there",
    updatedAt: new Date(NOON + minutes * 60_000).toISOString(),
  });

  it("is the server's when this browser has none, or has nothing of its own", () => {
    expect(newestDraft(null, server(-60))?.text).toBe("there");
    expect(newestDraft(local({ isSaved: true }), server(-60))?.text).toBe("there");
  });

  it("is none when the other device has sent it", () => {
    expect(newestDraft(local({ isSaved: true }), null)).toBeNull();
  });

  it("is this browser's when the server's hasn't changed since, whatever the clocks say", () => {
    const { updatedAt } = server(60);
    expect(newestDraft(local({ basedOn: updatedAt }), server(60))?.text).toBe("here");
    expect(newestDraft(local(), null)?.text).toBe("here");
  });

  it("is the later one when both have changed", () => {
    expect(newestDraft(local(), server(1))?.text).toBe("there");
    expect(newestDraft(local(), server(-1))?.text).toBe("here");
  });

  it("stays empty after a send that the server's draft hasn't heard of", () => {
    const { updatedAt } = server(-1);
    expect(newestDraft(local({ text: "", basedOn: updatedAt }), server(-1))?.text).toBe("");
  });
});

describe("drafts in this browser", () => {
  it("are kept a person, a conversation and a kind", () => {
    const key = aKey();
    writeDraft(key, "For Dana");
    expect(readDraft(key)?.text).toBe("For Dana");
    expect(readDraft({ ...key, conversationId: "other" })).toBeNull();
    expect(readDraft({ ...key, personId: "leo" })).toBeNull();
    expect(readDraft({ ...key, kind: "note" })).toBeNull();
  });

  it("are in storage at once, so that a crash loses nothing", () => {
    const key = aKey();
    writeDraft(key, "Half a sen");
    expect(localStorage.getItem(`replydesk:draft:priya:${key.conversationId}:message`)).toContain(
      "Half a sen",
    );
  });

  it("work without storage", () => {
    vi.stubGlobal("localStorage", {
      getItem: () => {
        throw new Error("denied");
      },
      setItem: () => {
        throw new Error("full");
      },
    });
    const key = aKey();
    writeDraft(key, "Kept in memory");
    expect(readDraft(key)?.text).toBe("Kept in memory");
  });

  it("ignore what else may be in storage under their name", () => {
    const key = aKey();
    localStorage.setItem(`replydesk:draft:priya:${key.conversationId}:message`, '{"text": 7}');
    expect(readDraft(key)).toBeNull();
  });

  it("take back a text that couldn't leave, in front of what was written since", () => {
    const key = aKey();
    returnToDraft(key, "First");
    expect(readDraft(key)?.text).toBe("First");
    writeDraft(key, "Second");
    returnToDraft(key, "First");
    expect(readDraft(key)?.text).toBe("First\nSecond");
  });
});

describe("saving a draft on the server", () => {
  const answers = (...statuses: number[]) => {
    const calls: string[] = [];
    const fetch = (path: string, { method, body }: { method: string; body?: string }) => {
      calls.push([method, path, body].filter(Boolean).join(" "));
      const status = statuses.shift() ?? 204;
      return Promise.resolve(new Response(status === 204 ? null : "{}", { status }));
    };
    vi.stubGlobal("fetch", fetch);
    return calls;
  };

  it("happens once, half a second after the last key", async () => {
    const calls = answers();
    const key = aKey();
    for (const text of ["H", "Hi", "Hi D"]) {
      writeDraft(key, text);
      saveDraftSoon(key);
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(calls).toEqual([
      `PUT /api/conversations/${key.conversationId}/draft {"kind":"message","text":"Hi D"}`,
    ]);
    expect(readDraft(key)?.isSaved).toBe(true);
  });

  it("deletes an emptied one, there and here", async () => {
    const calls = answers();
    const key = aKey();
    keepDraft(key, { text: "Old", changedAt: NOON, isSaved: true, basedOn: null });
    writeDraft(key, "");
    saveDraftSoon(key);
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toEqual([`DELETE /api/conversations/${key.conversationId}/draft?kind=message`]);
    expect(readDraft(key)).toBeNull();
  });

  it("tries again while the server is away, with the words as they are then", async () => {
    const calls = answers(503);
    const key = aKey();
    writeDraft(key, "One");
    saveDraftSoon(key);
    await vi.advanceTimersByTimeAsync(500);
    writeDraft(key, "One two");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(calls).toHaveLength(2);
    expect(calls[1]).toContain('"text":"One two"');
    expect(readDraft(key)?.isSaved).toBe(true);
  });

  it("keeps the local copy when the session has expired", async () => {
    const calls = answers(401);
    const key = aKey();
    writeDraft(key, "Not lost");
    saveDraftSoon(key);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    expect(readDraft(key)).toMatchObject({ text: "Not lost", isSaved: false });
  });
});

describe("texts the server hasn't answered for", () => {
  const unsent = (clientId: string, writtenAt: number): Unsent => ({
    personId: "priya",
    conversationId: "dana",
    message: { clientId, text: clientId },
    writtenAt,
  });

  it("are kept until it has, in the order they were written", () => {
    keepUnsent(unsent("second", 2));
    keepUnsent(unsent("first", 1));
    keepUnsent({ ...unsent("elsewhere", 1), conversationId: "ben" });
    expect(readUnsent("priya", "dana").map(({ message }) => message.text)).toEqual(["first", "second"]);
    forgetUnsent(unsent("first", 1));
    expect(readUnsent("priya", "dana").map(({ message }) => message.text)).toEqual(["second"]);
    expect(readUnsent("leo", "dana")).toEqual([]);
  });
});
