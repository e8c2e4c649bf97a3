import { describe, expect, it } from "vitest";
import { timelineItemSchema, type TimelineItem } from "@/lib/domain/message";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";
import { assignConversation } from "@/lib/inbox/assign-conversation";
import { listTimeline } from "@/lib/inbox/list-timeline";
import { markRead } from "@/lib/inbox/mark-read";
import { openDesk, query } from "./harness/desk";
import { addPerson } from "./harness/people";
import { addConversation, announce, announcementOf, listedText } from "./harness/texts";

const { accountId } = await openDesk();
const leo = await addPerson("Leo Brandt");
const { id, contactNumber } = await addConversation(accountId, { texts: 23 });
await addConversation(accountId, { texts: 3 });

// Notes and events among the messages, some at the very same millisecond.
await query(
  `INSERT INTO notes (conversation_id, author_id, text, at)
   SELECT conversation_id, $2, 'About ' || text, at FROM messages WHERE conversation_id = $1 AND right(text, 1) IN ('2', '5')`,
  [id, leo.id],
);
await archiveConversation(leo, id);
await restoreConversation(leo, id);
await assignConversation(leo, id, leo.id);
await markRead(leo, id);
await announce(
  accountId,
  announcementOf(listedText({ contactNumber, text: "The last word", at: new Date() })),
);

const whole = await listTimeline(id, { limit: 100, before: null, after: null });

const idsOf = (items: TimelineItem[]) => items.map((item) => item.id);

describe("a conversation's timeline", () => {
  it("holds messages, notes and events together, oldest first, and nothing of others", async () => {
    const counts = { message: 0, note: 0, event: 0 };
    for (const item of whole.items) counts[item.kind] += 1;
    expect(counts).toEqual({ message: 24, note: 5, event: 3 });
    const inOrder = [...whole.items].sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
    expect(idsOf(whole.items)).toEqual(idsOf(inOrder));
    expect(whole.items.at(-1)).toMatchObject({ text: "The last word" });
    expect(whole.before).toBeNull();
    for (const item of whole.items) expect(timelineItemSchema.parse(item)).toEqual(item);
  });

  it("tells of archiving and assigning, not of reading", () => {
    expect(whole.items.flatMap((item) => (item.kind === "event" ? item.action : []))).toEqual([
      "conversation.archived",
      "conversation.restored",
      "conversation.assigned",
    ]);
  });

  it.each([1, 4, 7, 32])("reads backwards in pages of %i without a repetition or a gap", async (limit) => {
    const pages: TimelineItem[][] = [];
    let before: string | null = null;
    do {
      const page = await listTimeline(id, { limit, before, after: null });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      pages.unshift(page.items);
      before = page.before;
    } while (before !== null);
    expect(idsOf(pages.flat())).toEqual(idsOf(whole.items));
  });

  it("reads forwards from any place to the end, and says where to go on when something comes", async () => {
    const [first] = whole.items;
    const start = await listTimeline(id, { limit: 1, before: await cursorAt(1), after: null });
    expect(idsOf(start.items)).toEqual([first?.id]);
    const read = [...start.items];
    let after = start.after;
    for (;;) {
      const page = await listTimeline(id, { limit: 5, before: null, after });
      if (page.items.length === 0) {
        expect(page.after).toBe(after);
        break;
      }
      read.push(...page.items);
      after = page.after;
    }
    expect(idsOf(read)).toEqual(idsOf(whole.items));
    await announce(
      accountId,
      announcementOf(listedText({ contactNumber, text: "And one more", at: new Date(Date.now() + 1_000) })),
    );
    const more = await listTimeline(id, { limit: 5, before: null, after });
    expect(more.items).toMatchObject([{ text: "And one more" }]);
  });

  it("gives media through our own address", async () => {
    const row = listedText({ text: "Photo" });
    await announce(accountId, announcementOf(row));
    await query(
      'UPDATE messages SET media = \'[{"url": "https://media.example/1.jpg", "contentType": null}]\' WHERE text = \'Photo\'',
    );
    const [conversation] = await query<{ id: string }>(
      "SELECT id FROM conversations WHERE contact_number = $1",
      [row.contactNumber],
    );
    const page = await listTimeline(conversation?.id ?? "", { limit: 5, before: null, after: null });
    expect(page.items).toMatchObject([{ media: [{ url: `/api/messages/${page.items[0]?.id}/media/0` }] }]);
  });

  it("refuses a cursor that isn't one, and a conversation that doesn't exist", async () => {
    const page = { limit: 5, before: "nonsense", after: null };
    await expect(listTimeline(id, page)).rejects.toMatchObject({ code: "invalid_request" });
    const impossible = Buffer.from(`2026-02-31T00:00:00.000Z|${id}`).toString("base64url");
    await expect(listTimeline(id, { ...page, before: impossible })).rejects.toMatchObject({
      code: "invalid_request",
    });
    await expect(listTimeline(leo.id, { ...page, before: null })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

/** The cursor before which `index` items stand. */
async function cursorAt(index: number): Promise<string | null> {
  let cursor: string | null = null;
  for (let left = whole.items.length; left > index; left -= 1) {
    cursor = (await listTimeline(id, { limit: 1, before: cursor, after: null })).before;
  }
  return cursor;
}
