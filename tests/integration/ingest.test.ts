import { afterEach, describe, expect, it } from "vitest";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { ingestMessages } from "@/lib/inbox/ingest/ingest-messages";
import type { ProviderMessage } from "@/lib/providers/provider";
import { expectConsistency } from "./harness/consistency";
import { openDesk, query } from "./harness/desk";
import { runJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import {
  addConversation,
  announce,
  announcementOf,
  conversationRow,
  listedText,
  messagesWith,
  newNumber,
  OUR_NUMBER,
} from "./harness/texts";

const { accountId, sandbox } = await openDesk();
const leo = await addPerson();

const list = (...rows: ProviderMessage[]) => ingestMessages(accountId, rows, "live");
const seconds = (from: Date, count: number) => new Date(from.getTime() + count * 1_000);

afterEach(expectConsistency);

describe("a text that is announced and listed", () => {
  const photo = [{ url: "https://media.example/1.jpg", contentType: null }];

  it("is one message when fifty copies of its webhook come at once", async () => {
    const row = listedText();
    const news = await Promise.all(
      Array.from({ length: 50 }, () => announce(accountId, announcementOf(row))),
    );
    expect(news.filter(Boolean)).toHaveLength(1);
    expect(await messagesWith(row.contactNumber)).toMatchObject([{ text: row.text, unread: true }]);
    expect(await conversationRow(row.contactNumber)).toMatchObject({ unread_count: 1 });
  });

  it("gets its id and its photo from the list", async () => {
    const row = listedText({ media: photo });
    await announce(accountId, announcementOf(row));
    expect(await messagesWith(row.contactNumber)).toMatchObject([{ provider_message_id: null, media: [] }]);
    expect(await list(row)).toEqual({ added: 0, changed: 1 });
    expect(await messagesWith(row.contactNumber)).toMatchObject([
      { provider_message_id: row.id, media: photo, unread: true },
    ]);
  });

  it("is one message when the list comes before the webhook, and after that again", async () => {
    const row = listedText({ media: photo });
    await list(row);
    expect(await announce(accountId, announcementOf(row))).toBe(false);
    expect(await announce(accountId, announcementOf(row))).toBe(false);
    await list(row);
    expect(await messagesWith(row.contactNumber)).toMatchObject([
      { provider_message_id: row.id, media: photo },
    ]);
  });

  it("is one message when the two disagree about the time by a few seconds", async () => {
    const row = listedText();
    await announce(accountId, { ...announcementOf(row), at: seconds(row.at, -4) });
    await list(row);
    expect(await messagesWith(row.contactNumber)).toMatchObject([
      { provider_message_id: row.id, at: row.at },
    ]);
  });

  it("is one message when webhooks, polls and pages of history bring it at the same time", async () => {
    const row = listedText();
    await Promise.all([
      ...Array.from({ length: 5 }, () => announce(accountId, announcementOf(row))),
      ...Array.from({ length: 5 }, () => list(row)),
      ...Array.from({ length: 5 }, () => ingestMessages(accountId, [row], "history")),
    ]);
    expect(await messagesWith(row.contactNumber)).toMatchObject([{ provider_message_id: row.id }]);
  });

  it("opens a conversation with contact and number for a pair nobody knew", async () => {
    const row = listedText({ userNumber: "+15035550199" });
    await announce(accountId, announcementOf(row));
    const found = await query(
      `SELECT c.user_number, k.number AS contact, n.number AS ours, c.archived FROM conversations c
       JOIN contacts k ON k.id = c.contact_id
       JOIN user_numbers n ON n.account_id = c.account_id AND n.number = c.user_number
       WHERE c.contact_number = $1`,
      [row.contactNumber],
    );
    expect(found).toEqual([
      { user_number: "+15035550199", contact: row.contactNumber, ours: "+15035550199", archived: false },
    ]);
  });
});

describe("two equal texts", () => {
  it("seconds apart stay two, announced or listed or both", async () => {
    const first = listedText({ text: "ok" });
    const second = listedText({ text: "ok", contactNumber: first.contactNumber, at: seconds(first.at, 3) });
    await announce(accountId, announcementOf(first));
    await announce(accountId, announcementOf(second));
    await list(second, first);
    await announce(accountId, announcementOf(first));
    await list(first, second);
    expect(await messagesWith(first.contactNumber)).toMatchObject([
      { provider_message_id: first.id, at: first.at },
      { provider_message_id: second.id, at: second.at },
    ]);
  });

  it("stay two when the second is announced while only the first is listed", async () => {
    const first = listedText({ text: "ok" });
    const second = listedText({ text: "ok", contactNumber: first.contactNumber, at: seconds(first.at, 3) });
    await list(first);
    await announce(accountId, announcementOf(second));
    await announce(accountId, announcementOf(first));
    await list(first, second);
    expect((await messagesWith(first.contactNumber)).map((message) => message.provider_message_id)).toEqual([
      first.id,
      second.id,
    ]);
  });

  it("from two customers at the same moment are one in each conversation", async () => {
    const first = listedText({ text: "ok" });
    const second = listedText({ text: "ok", at: first.at });
    await list(first, second);
    expect(await messagesWith(first.contactNumber)).toHaveLength(1);
    expect(await messagesWith(second.contactNumber)).toHaveLength(1);
  });
});

describe("text that isn't text", () => {
  it("doesn't hold up the page it is on: zero bytes and half characters are left out", async () => {
    const contactNumber = newNumber();
    const broken = listedText({ contactNumber, text: "half an emoji \ud83d, a zero \0 byte" });
    const whole = listedText({ contactNumber, text: "whole 🚲", at: seconds(broken.at, 1) });
    await announce(accountId, announcementOf(broken));
    await list(broken, whole);
    expect(await messagesWith(contactNumber)).toMatchObject([
      { text: "half an emoji \ufffd, a zero  byte", provider_message_id: broken.id },
      { text: "whole 🚲" },
    ]);
  });
});

describe("order", () => {
  it("puts a late arrival where it belongs, and leaves the newest message the last one", async () => {
    const newest = listedText({ text: "third" });
    const { contactNumber } = newest;
    await list(newest);
    await list(listedText({ contactNumber, text: "first", at: seconds(newest.at, -60) }));
    await announce(
      accountId,
      announcementOf(listedText({ contactNumber, text: "second", at: seconds(newest.at, -30) })),
    );
    expect((await messagesWith(contactNumber)).map((message) => message.text)).toEqual([
      "first",
      "second",
      "third",
    ]);
    expect(await conversationRow(contactNumber)).toMatchObject({
      last_message_text: "third",
      waiting_since: seconds(newest.at, -60),
    });
  });

  it("never lets a status go back", async () => {
    const row = listedText({ direction: "outbound", text: "It is ready." });
    const failure = { code: "bounced", message: "Not delivered." } as const;
    await list({ ...row, status: "delivered" });
    await list({ ...row, status: "sent" });
    await list({ ...row, status: "failed", failure });
    expect(await messagesWith(row.contactNumber)).toMatchObject([
      { status: "delivered", failure_code: null },
    ]);
  });

  it("takes over a status that is further on, with its reason", async () => {
    const row = listedText({ direction: "outbound", text: "It is ready." });
    await list(row);
    await list({ ...row, status: "failed", failure: { code: "landline", message: "Landline." } });
    expect(await messagesWith(row.contactNumber)).toMatchObject([
      { status: "failed", failure_code: "landline" },
    ]);
    expect(await conversationRow(row.contactNumber)).toMatchObject({ last_message_status: "failed" });
  });
});

describe("a text in an archived conversation", () => {
  async function archivedConversation(): Promise<{ id: string; contactNumber: string }> {
    const { contactNumber } = await sandbox.inbound({ from: newNumber() });
    await sandbox.elsewhere(
      "POST",
      `/conversations/conversation/${OUR_NUMBER.slice(1)}/${contactNumber}/archive`,
    );
    const conversation = await addConversation(accountId, { contactNumber: `+${contactNumber}` });
    await archiveConversation(leo, conversation.id);
    await runJobs("push-archived");
    return conversation;
  }

  const isArchivedUpstream = async (contactNumber: string): Promise<boolean | undefined> =>
    (await sandbox.state()).conversations.find((one) => `+${one.contactNumber}` === contactNumber)?.archived;

  it("brings it back as unread, here and at the provider, and says so in the audit", async () => {
    const { id, contactNumber } = await archivedConversation();
    expect(await isArchivedUpstream(contactNumber)).toBe(true);
    await announce(accountId, announcementOf(listedText({ contactNumber, text: "One more thing" })));
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: false, unread_count: 2 });
    await runJobs("push-archived");
    expect(await isArchivedUpstream(contactNumber)).toBe(false);
    const entry = only(
      await query("SELECT * FROM audit_entries WHERE conversation_id = $1 AND action LIKE '%by_text'", [id]),
    );
    expect(entry).toMatchObject({ user_id: null });
  });

  it("brings it back when only a list tells of it", async () => {
    const { contactNumber } = await archivedConversation();
    await list(listedText({ contactNumber, text: "One more thing" }));
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: false });
    await runJobs("push-archived");
    expect(await isArchivedUpstream(contactNumber)).toBe(false);
  });

  it.each(["STOP", "stop.", "Unsubscribe"])("leaves it there when all it says is %j", async (text) => {
    const { contactNumber } = await archivedConversation();
    await announce(accountId, announcementOf(listedText({ contactNumber, text, optedOut: true })));
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: true });
    await runJobs("push-archived");
    expect(await isArchivedUpstream(contactNumber)).toBe(true);
  });

  it("leaves it there when it is the past", async () => {
    const { contactNumber } = await archivedConversation();
    await ingestMessages(accountId, [listedText({ contactNumber, text: "Long ago" })], "history");
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: true });
  });
});

describe("opting out", () => {
  const optedOut = async (contactNumber: string) =>
    only(
      await query<{ opted_out: boolean; opted_out_at: Date | null }>(
        "SELECT * FROM contacts WHERE number = $1",
        [contactNumber],
      ),
    );

  it("is taken over with the text that tells of it, and so is opting in again", async () => {
    const row = listedText({ text: "STOP", optedOut: true });
    const { contactNumber } = row;
    await announce(accountId, announcementOf(row));
    expect(await optedOut(contactNumber)).toMatchObject({ opted_out: true, opted_out_at: expect.any(Date) });
    expect(await conversationRow(contactNumber)).toMatchObject({ waiting_since: null });
    await list(listedText({ contactNumber, text: "START", optedOut: false, at: seconds(row.at, 5) }));
    expect(await optedOut(contactNumber)).toEqual(
      expect.objectContaining({ opted_out: false, opted_out_at: null }),
    );
    expect(await conversationRow(contactNumber)).toMatchObject({ waiting_since: row.at });
  });

  it("goes by the last word when a page holds both", async () => {
    const start = listedText({ text: "START", optedOut: false });
    const { contactNumber } = start;
    await list(start, listedText({ contactNumber, text: "STOP", optedOut: true, at: seconds(start.at, -5) }));
    expect(await optedOut(contactNumber)).toMatchObject({ opted_out: false });
  });

  it("holds in every conversation of the customer: none of them waits for a reply any more", async () => {
    const downtown = listedText({ text: "Hello?" });
    const { contactNumber } = downtown;
    await list(downtown);
    const riverside = listedText({ contactNumber, userNumber: "+15035550110", text: "STOP", optedOut: true });
    await announce(accountId, announcementOf(riverside));
    const rows = await query("SELECT waiting_since FROM conversations WHERE contact_number = $1", [
      contactNumber,
    ]);
    expect(rows).toEqual([{ waiting_since: null }, { waiting_since: null }]);
  });
});
