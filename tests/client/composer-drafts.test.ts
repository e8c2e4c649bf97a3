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
  const HOUR = 3_600_000;
  const local = (parts: Partial<LocalDraft> = {}): LocalDraft => ({
    text: "here",
    changedAt: NOON,
    savedAt: null,
    basedOn: null,
    ...parts,
  });
  const server = (minutes: number) => ({
    text: "there",
    updatedAt: new Date(NOON + minutes * 60_000).toISOString(),
  });
  /** By an answer asked for an hour after the local copy was last touched, unless said otherwise. */
  const textOf = (
    mine: LocalDraft | null,
    draft: ReturnType<typeof server> | null,
    { askedAt = NOON + HOUR, isBeingSaved = false } = {},
  ) => newestDraft(mine, { draft, askedAt }, isBeingSaved)?.text ?? null;

  it("is the server's when this browser has none, or has nothing of its own", () => {
    expect(textOf(null, server(-60))).toBe("there");
    expect(textOf(local({ savedAt: NOON }), server(-60))).toBe("there");
  });

  it("is none when the other device has sent it", () => {
    expect(textOf(local({ savedAt: NOON }), null)).toBeNull();
  });

  it("is this browser's when the server's hasn't changed since, whatever the clocks say", () => {
    const { updatedAt } = server(60);
    expect(textOf(local({ basedOn: updatedAt }), server(60))).toBe("here");
    expect(textOf(local(), null)).toBe("here");
  });

  it("is the later one when both have changed", () => {
    expect(textOf(local(), server(1))).toBe("there");
    expect(textOf(local(), server(-1))).toBe("here");
  });

  it("stays empty after a send that the server's draft hasn't heard of", () => {
    const { updatedAt } = server(-1);
    expect(textOf(local({ text: "", basedOn: updatedAt }), server(-1))).toBe("");
  });

  it("is this browser's when the server was asked before it was written, saved or taken away", () => {
    const askedAt = NOON - 1;
    expect(textOf(local(), server(60), { askedAt })).toBe("here");
    expect(textOf(local({ savedAt: NOON }), null, { askedAt })).toBe("here");
    expect(textOf(local({ text: "", savedAt: NOON }), server(60), { askedAt })).toBe("");
  });

  it("is this browser's while it is on its way to the server", () => {
    expect(textOf(local(), server(60), { isBeingSaved: true })).toBe("here");
  });

  it("is the server's again when that was asked after taking its answer for this browser's", () => {
    const taken = newestDraft(null, { draft: server(120), askedAt: NOON }, false);
    expect(textOf(taken, null)).toBeNull();
    expect(textOf(taken, server(180))).toBe("there");
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
    expect(readDraft(key)?.savedAt).not.toBeNull();
  });

  it("deletes an emptied one, there and here", async () => {
    const calls = answers();
    const key = aKey();
    keepDraft(key, { text: "Old", changedAt: NOON, savedAt: NOON, basedOn: null });
    writeDraft(key, "");
    saveDraftSoon(key);
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toEqual([`DELETE /api/conversations/${key.conversationId}/draft?kind=message`]);
    expect(readDraft(key)).toMatchObject({ text: "", savedAt: NOON + 500 });
    expect(localStorage.getItem(`replydesk:draft:priya:${key.conversationId}:message`)).toBeNull();
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
    expect(readDraft(key)?.savedAt).not.toBeNull();
  });

  it("keeps the local copy when the session has expired", async () => {
    const calls = answers(401);
    const key = aKey();
    writeDraft(key, "Not lost");
    saveDraftSoon(key);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    expect(readDraft(key)).toMatchObject({ text: "Not lost", savedAt: null });
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
