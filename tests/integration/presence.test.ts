import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetOldPresences, notePresence } from "@/lib/db/presences";
import { stopWatching, watchConversation } from "@/lib/inbox/watch-conversation";
import { openDesk, query } from "./harness/desk";
import { forgetJobs, waitingJobs } from "./harness/jobs";
import { addPerson } from "./harness/people";
import { customerTexts } from "./harness/sends";

const desk = await openDesk();
const leo = await addPerson("Leo Brandt");
const sam = await addPerson("Sam Whitlock");

const presences = () =>
  query<{ id: string; user_id: string; conversation_id: string | null; is_replying: boolean }>(
    "SELECT * FROM presences ORDER BY seen_at",
  );

beforeEach(async () => {
  await query("DELETE FROM presences");
  await forgetJobs();
});

describe("who is there", () => {
  it("is kept a window, with the conversation it shows now", async () => {
    const [first, second] = [await customerTexts(desk), await customerTexts(desk)];
    const windowId = randomUUID();
    await watchConversation(leo, { windowId, conversationId: first.id, isReplying: false });
    await watchConversation(leo, { windowId, conversationId: second.id, isReplying: true });
    expect(await presences()).toMatchObject([
      { id: windowId, user_id: leo.id, conversation_id: second.id, is_replying: true },
    ]);
    await stopWatching(leo, windowId);
    expect(await presences()).toEqual([]);
  });

  it("is nobody else's to change", async () => {
    const { id } = await customerTexts(desk);
    const windowId = randomUUID();
    await watchConversation(leo, { windowId, conversationId: id, isReplying: false });
    await watchConversation(sam, { windowId, conversationId: null, isReplying: false });
    await stopWatching(sam, windowId);
    expect(await presences()).toMatchObject([{ user_id: leo.id, conversation_id: id }]);
  });

  it("takes a conversation that doesn't exist for none", async () => {
    await watchConversation(leo, { windowId: randomUUID(), conversationId: randomUUID(), isReplying: false });
    expect(await presences()).toMatchObject([{ conversation_id: null }]);
  });

  it("makes polling look again when there was nobody, and not with every request", async () => {
    await notePresence(sam.id);
    expect(await waitingJobs("poll-account")).toHaveLength(1);
    await forgetJobs();
    await notePresence(sam.id);
    await watchConversation(leo, { windowId: randomUUID(), conversationId: null, isReplying: false });
    expect(await waitingJobs("poll-account")).toEqual([]);
  });

  it("is forgotten when nobody has closed the window", async () => {
    await notePresence(leo.id);
    await query("UPDATE presences SET seen_at = now() - interval '2 days'");
    await forgetOldPresences(new Date(Date.now() - 24 * 60 * 60_000));
    expect(await presences()).toEqual([]);
  });
});
