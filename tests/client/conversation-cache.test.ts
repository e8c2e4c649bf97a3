import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { archiveConversation, restoreConversation } from "@/lib/client/archive-conversation";
import { applyConversation, findConversation, reapplyRecentChanges } from "@/lib/client/conversation-cache";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { meQueries } from "@/lib/client/me-queries";
import { markRead } from "@/lib/client/mark-read";
import type { Conversation, ConversationCounts, ConversationFilter } from "@/lib/domain/conversation";
import { aConversation, aList, idsOf, minute } from "./a-conversation";

const inbox: ConversationFilter = { view: "inbox", sort: "newest" };
const archived: ConversationFilter = { view: "archived", sort: "newest" };

describe("the browser's cache of conversations", () => {
  let client: QueryClient;
  let answer: (method: string, path: string) => Response | Promise<Response>;

  beforeEach(() => {
    client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    client.setQueryData(meQueries.me().queryKey, { id: "me", name: "Me", role: "agent" });
    client.setQueryData(conversationQueries.counts().queryKey, someCounts());
    answer = () => Response.json({});
    vi.stubGlobal("fetch", (path: string, { method }: { method: string }) =>
      Promise.resolve(answer(method, path)),
    );
  });
  afterEach(() => {
    client.clear();
    vi.unstubAllGlobals();
  });

  const give = (filter: ConversationFilter, items: Conversation[]) =>
    client.setQueryData(conversationQueries.list(filter).queryKey, aList([items]));
  const rows = (filter: ConversationFilter) => {
    const list = client.getQueryData(conversationQueries.list(filter).queryKey);
    return list ? idsOf(list).flat() : null;
  };
  const total = (view: keyof ConversationCounts) =>
    client.getQueryData(conversationQueries.counts().queryKey)?.[view].total;

  it("places a live change into every cached list and counts what is new", () => {
    give(inbox, [aConversation({ id: "a", unreadCount: 1 })]);
    give(archived, []);
    const { newMessages } = applyConversation(
      client,
      aConversation({ id: "a", revision: "2", unreadCount: 3 }),
    );
    expect(newMessages).toBe(2);
    applyConversation(client, aConversation({ id: "a", revision: "3", archived: true }));
    expect(rows(inbox)).toEqual([]);
    expect(rows(archived)).toEqual(["a"]);
  });

  it("archives at once on screen, and keeps what the server answers", async () => {
    const conversation = aConversation({ id: "a" });
    give(inbox, [conversation, aConversation({ id: "b", lastMessageAt: minute(0) })]);
    answer = () => Response.json({ ...conversation, archived: true, revision: "9" });
    const done = archiveConversation(client, conversation);
    await vi.waitFor(() => expect(rows(inbox)).toEqual(["b"]));
    expect(total("inbox")).toBe(9);
    await done;
    expect(findConversation(client, "a")).toMatchObject({ archived: true, revision: "9" });
    expect(total("inbox")).toBe(9);
  });

  it("puts everything back when the server refuses", async () => {
    const conversation = aConversation({ id: "a" });
    give(inbox, [conversation]);
    answer = () => Response.json({ error: { code: "forbidden", message: "No." } }, { status: 403 });
    await expect(archiveConversation(client, conversation)).rejects.toThrow("No.");
    expect(rows(inbox)).toEqual(["a"]);
    expect(total("inbox")).toBe(10);
  });

  it("lays a click that isn't confirmed over live changes that know nothing of it", async () => {
    const conversation = aConversation({ id: "a" });
    give(inbox, [conversation]);
    let confirm: (response: Response) => void = () => undefined;
    answer = () => new Promise((resolve) => (confirm = resolve));
    const done = archiveConversation(client, conversation);
    await vi.waitFor(() => expect(rows(inbox)).toEqual([]));
    applyConversation(client, aConversation({ id: "a", revision: "2", unreadCount: 5 }));
    expect(rows(inbox)).toEqual([]);
    expect(findConversation(client, "a")).toMatchObject({ archived: true, unreadCount: 5 });
    confirm(Response.json(aConversation({ id: "a", revision: "3", unreadCount: 5, archived: true })));
    await done;
    expect(rows(inbox)).toEqual([]);
  });

  it("sends changes of one conversation in the order they were made", async () => {
    const conversation = aConversation({ id: "a" });
    give(inbox, [conversation]);
    const calls: string[] = [];
    answer = (method) => {
      calls.push(method);
      return Response.json(
        aConversation({ id: "a", archived: method === "PUT", revision: String(calls.length + 1) }),
      );
    };
    await Promise.all([archiveConversation(client, conversation), restoreConversation(client, conversation)]);
    expect(calls).toEqual(["PUT", "DELETE"]);
    expect(rows(inbox)).toEqual(["a"]);
    expect(total("inbox")).toBe(10);
  });

  it("tries again while the cause may pass", async () => {
    vi.useFakeTimers();
    const conversation = aConversation({ id: "a" });
    give(inbox, [conversation]);
    let tries = 0;
    answer = () => {
      tries += 1;
      if (tries < 3) return new Response("busy", { status: 503, headers: { "retry-after": "2" } });
      return Response.json({ ...conversation, unreadCount: 0, revision: "2" });
    };
    const done = markRead(client, conversation);
    await vi.advanceTimersByTimeAsync(4_000);
    await done;
    vi.useRealTimers();
    expect(tries).toBe(3);
  });

  it("isn't taken back by a list that was read before the change", () => {
    give(inbox, [aConversation({ id: "a" })]);
    applyConversation(client, aConversation({ id: "a", revision: "2", archived: true }));
    give(inbox, [aConversation({ id: "a" })]);
    reapplyRecentChanges(client, conversationQueries.list(inbox).queryKey);
    expect(rows(inbox)).toEqual([]);
  });
});

function someCounts(): ConversationCounts {
  const count = { total: 10, unread: 5 };
  return {
    "needs-reply": count,
    inbox: count,
    mine: count,
    unassigned: count,
    snoozed: count,
    scheduled: count,
    archived: count,
    all: count,
  };
}
