import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSyncPosition } from "@/lib/db/account-sync";
import { getHealth } from "@/lib/inbox/get-health";
import { markRead } from "@/lib/inbox/mark-read";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { syncAccount } from "@/lib/inbox/sync-account";
import { listTimeline } from "@/lib/inbox/list-timeline";
import { parseVendorTime } from "@/lib/embedded/sandbox/vendor-time";
import { expectConsistency } from "./harness/consistency";
import { openDesk, query } from "./harness/desk";
import { forgetJobs, runJobs, waitingJobs } from "./harness/jobs";
import { addPerson } from "./harness/people";
import { only } from "./harness/only";
import { conversationIdOf, messagesWith, newNumber } from "./harness/texts";

// 900 messages are five pages of the provider's list; the world ends a day before the account is connected.
const { accountId, sandbox } = await openDesk(
  { world: "bulk", bulk: { conversations: 60, messages: 900 }, anchor: Date.now() - 24 * 60 * 60_000 },
  { isSynchronised: false },
);
const leo = await addPerson();

beforeEach(startOver);
afterEach(() => sandbox.endFaults());

/** As on the day the account was connected. */
async function startOver(): Promise<void> {
  await query("TRUNCATE conversations, contacts, user_numbers, messages, pushes CASCADE");
  await query("DELETE FROM view_counts");
  await query(`UPDATE accounts SET state = 'backfilling', backfill_phase = 'conversations', backfill_page = 0,
    backfill_done = 0, backfill_total = NULL, backfilled_down_to = NULL, polled_up_to = NULL, last_sweep_at = NULL`);
  await forgetJobs();
}

/** Fails the nth request to a path for good, as if the process had ended there. */
const failAt = (path: string, nth: number) =>
  sandbox.fault({ match: { method: "GET", path }, kind: "status", status: 400, skip: nth - 1 });

describe("the first synchronisation", () => {
  it("brings every conversation, message, status, name and flag as the provider has it", async () => {
    await syncAccount(accountId);
    await expectEqualSides();
    await expectConsistency();
    expect(only((await getHealth({ withNames: true })).accounts)).toMatchObject({
      state: "live",
      progress: null,
      error: null,
    });
  });

  it("asks for whole pages only: a call for 200 messages, never one a thread", async () => {
    await sandbox.forgetRequests();
    await syncAccount(accountId);
    expect(await sandbox.requestsTo("GET", /^\/messages$/)).toHaveLength(5);
    expect(await sandbox.requestsTo("GET", /^\/conversations\/conversation/)).toEqual([]);
    expect((await sandbox.requests()).requests.length).toBeLessThan(12);
  });

  it.each([
    ["conversations", "^/conversations\\?", 1],
    ["the second state of conversations", "^/conversations\\?", 2],
    ["messages", "^/messages", 1],
    ["the fourth page of messages", "^/messages", 4],
    ["contacts", "^/contacts", 1],
  ])("goes on where it was when it ends at %s, and nothing is lost or doubled", async (_name, path, nth) => {
    await failAt(path, nth);
    await expect(syncAccount(accountId)).rejects.toThrow();
    const stopped = await readSyncPosition(accountId);
    await sandbox.forgetRequests();
    await syncAccount(accountId);
    if (stopped?.phase === "contacts") expect(await sandbox.requestsTo("GET", /^\/messages$/)).toEqual([]);
    await expectEqualSides();
    await expectConsistency();
  });

  it("may read a page twice, when the process ends between a page and its bookmark", async () => {
    await failAt("^/messages", 4);
    await expect(syncAccount(accountId)).rejects.toThrow();
    await query("UPDATE accounts SET backfill_page = backfill_page - 2");
    await syncAccount(accountId);
    await expectEqualSides();
    await expectConsistency();
  });

  it("shows how far it is, and lets the inbox be used meanwhile", async () => {
    await failAt("^/messages", 3);
    await expect(syncAccount(accountId)).rejects.toThrow();
    expect(only((await getHealth({ withNames: true })).accounts)).toMatchObject({
      state: "backfilling",
      progress: { done: 400, total: 900 },
    });
    const list = await query("SELECT 1 FROM conversations");
    expect(list).toHaveLength((await sandbox.state()).conversations.length);
  });

  it("reads a thread that is opened before it gets there, once for everybody", async () => {
    await failAt("^/messages", 1);
    await expect(syncAccount(accountId)).rejects.toThrow();
    const { conversations } = await sandbox.state();
    const unread = conversations.find((one) => one.unreadCount > 0 && !one.archived);
    const contactNumber = `+${unread?.contactNumber}`;
    const id = await conversationIdOf(contactNumber);
    await sandbox.forgetRequests();
    for (let viewer = 0; viewer < 5; viewer += 1) {
      await listTimeline(id, { limit: 50, before: null, after: null });
    }
    await runJobs("load-thread");
    await listTimeline(id, { limit: 50, before: null, after: null });
    expect(await waitingJobs("load-thread")).toEqual([]);
    expect(await sandbox.requestsTo("GET", /^\/conversations\/conversation/)).toHaveLength(1);
    const loaded = await messagesWith(contactNumber);
    expect(loaded.filter((message) => message.unread)).toHaveLength(unread?.unreadCount ?? -1);
    await syncAccount(accountId);
    await expectEqualSides();
  });

  it("doesn't bring back as unread what somebody has read meanwhile, and the provider is told in the end", async () => {
    await failAt("^/messages", 1);
    await expect(syncAccount(accountId)).rejects.toThrow();
    const { conversations, messages } = await sandbox.state();
    const unread = conversations.find((one) => one.unreadCount > 0 && !one.archived);
    const contactNumber = `+${unread?.contactNumber}`;
    const unreadIds = messages
      .filter((one) => one.unread && one.contactNumber === unread?.contactNumber)
      .map((one) => one.id);
    await markRead(leo, await conversationIdOf(contactNumber));
    await runJobs("push-read-marks");
    await syncAccount(accountId);
    await runJobs("push-read-marks");
    await lookAtAccount(accountId);
    expect((await messagesWith(contactNumber)).filter((message) => message.unread)).toEqual([]);
    const state = await sandbox.state();
    expect(state.conversations.find((one) => `+${one.contactNumber}` === contactNumber)?.unreadCount).toBe(0);
    // As it was, for the other tests.
    await sandbox.elsewhere("POST", "/conversations/messages/unread", { idList: unreadIds });
    await expectConsistency();
  });
});

describe("texts that come while it runs", () => {
  it("are there once and unread, beside what was unread before", async () => {
    await failAt("^/messages", 1);
    await expect(syncAccount(accountId)).rejects.toThrow();
    const before = await sandbox.state();
    const waiting = before.conversations.filter((one) => one.unreadCount > 0);
    const unknown = newNumber();
    for (const { contactNumber, userNumber } of waiting) {
      await sandbox.inbound({ from: contactNumber, to: userNumber, text: "During the first sync" });
    }
    await sandbox.inbound({ from: unknown, text: "Me too" });
    await lookAtAccount(accountId);
    await syncAccount(accountId);
    await lookAtAccount(accountId);
    expect(waiting).not.toEqual([]);
    expect(await messagesWith(unknown)).toMatchObject([{ text: "Me too", unread: true }]);
    await expectEqualSides();
    await expectConsistency();
  });
});

/** Both sides, row by row. */
async function expectEqualSides(): Promise<void> {
  const state = await sandbox.state();
  const conversations = await query(
    `SELECT user_number AS "userNumber", contact_number AS "contactNumber", k.name AS "contactName", archived,
       unread_count AS "unreadCount", k.opted_out AS "optOut"
     FROM conversations c JOIN contacts k ON k.id = c.contact_id ORDER BY user_number, contact_number`,
  );
  expect(conversations).toEqual(
    state.conversations
      .map((one) => ({
        ...one,
        userNumber: numberOf(one.userNumber),
        contactNumber: numberOf(one.contactNumber),
      }))
      .sort((a, b) => compare(`${a.userNumber} ${a.contactNumber}`, `${b.userNumber} ${b.contactNumber}`)),
  );
  const messages = await query(
    `SELECT provider_message_id AS id, c.user_number AS "userNumber", c.contact_number AS "contactNumber", direction,
       text, at, m.status, m.unread, m.media->0->>'url' AS media
     FROM messages m JOIN conversations c ON c.id = m.conversation_id ORDER BY provider_message_id`,
  );
  expect(messages).toEqual(
    state.messages
      .map((one) => ({
        id: one.id,
        userNumber: numberOf(one.userNumber),
        contactNumber: numberOf(one.contactNumber),
        direction: one.inbound ? "inbound" : "outbound",
        text: one.message,
        at: new Date(parseVendorTime(one.sentAt) ?? 0),
        status: one.inbound ? "received" : statusOf(one.status),
        unread: one.unread,
        media: one.mediaUrl,
      }))
      .sort((a, b) => compare(a.id, b.id)),
  );
}

function numberOf(vendorNumber: string): string {
  return vendorNumber.length < 10 ? vendorNumber : `+${vendorNumber}`;
}

function statusOf(vendorStatus: string): string {
  if (/^delivered/i.test(vendorStatus)) return "delivered";
  return /bounced|not sent/i.test(vendorStatus) ? "failed" : "sent";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
