import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSyncPosition } from "@/lib/db/account-sync";
import { listAccounts } from "@/lib/db/accounts";
import { notePresence } from "@/lib/db/presences";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";
import { connectFromEnvironment } from "@/lib/inbox/connect-from-environment";
import { ingestConversations } from "@/lib/inbox/ingest/ingest-conversations";
import { markRead } from "@/lib/inbox/mark-read";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { pollAccount } from "@/lib/inbox/poll-account";
import { pushArchived } from "@/lib/inbox/push-archived";
import { watchConversation } from "@/lib/inbox/watch-conversation";
import { env } from "@/lib/env";
import { expectConsistency } from "./harness/consistency";
import { openDesk, query, refillBudget } from "./harness/desk";
import { forgetJobs, runJobs, waitingJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import {
  announce,
  announcementOf,
  conversationIdOf,
  conversationRow,
  listedText,
  messagesWith,
  newNumber,
  OUR_NUMBER,
} from "./harness/texts";

const { accountId, sandbox } = await openDesk();
const leo = await addPerson();

/** A row of the provider's conversation list. */
const activeAndUnread = (contactNumber: string) => ({
  userNumber: OUR_NUMBER,
  contactNumber,
  contactName: null,
  archived: false,
  unreadCount: 1,
  optedOut: false,
  lastMessageAt: new Date(),
});
const pairPath = (contactNumber: string) =>
  `/conversations/conversation/${OUR_NUMBER.slice(1)}/${contactNumber.slice(1)}`;
const account = async () => only(await listAccounts());
const secondsTo = (time: Date | null) => (time ? (time.getTime() - Date.now()) / 1000 : Number.NaN);
/** Polls as when it's time to. @returns in how many seconds it wants to come again */
async function pollNow(): Promise<number> {
  await query("UPDATE accounts SET looked_at = NULL");
  await query("UPDATE messages SET status_check_at = NULL");
  return secondsTo(await pollAccount(accountId));
}
/** So that the next look reads the conversation list too, and nothing here is newer than that list. */
async function makeSweepDue(): Promise<void> {
  await query("UPDATE accounts SET last_sweep_at = NULL");
  await query("UPDATE messages SET created_at = created_at - interval '1 hour'");
}

beforeEach(async () => {
  await sandbox.endFaults();
  await refillBudget();
  await forgetJobs();
});
afterEach(expectConsistency);

describe("polling", () => {
  it("finds a text whose webhook never came, once, as unread", async () => {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Anybody there?", picture: "tire" });
    await lookAtAccount(accountId);
    await lookAtAccount(accountId);
    expect(await messagesWith(from)).toMatchObject([
      { text: "Anybody there?", unread: true, media: [{ url: expect.stringContaining("/media/") }] },
    ]);
  });

  it("finds what appears in the list minutes after its time", async () => {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Late" });
    await query("UPDATE accounts SET polled_up_to = now() + interval '4 minutes'");
    await lookAtAccount(accountId);
    expect(await messagesWith(from)).toHaveLength(1);
  });

  it("takes over texts that we sent from the provider's own screens", async () => {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Hi" });
    await sandbox.elsewhere("POST", "/messages", {
      message: "Hello from the web",
      toNumbers: [from.slice(1)],
      fromNumber: OUR_NUMBER.slice(1),
    });
    await lookAtAccount(accountId);
    expect((await messagesWith(from)).map(({ text, direction }) => [text, direction])).toEqual([
      ["Hi", "inbound"],
      ["Hello from the web", "outbound"],
    ]);
    expect(await conversationRow(from)).toMatchObject({ waiting_since: null });
  });

  it("doesn't mark the past as unread: what is older than the account's first day is history", async () => {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Read long ago" });
    const position = await readSyncPosition(accountId);
    await query("UPDATE accounts SET backfilled_down_to = now() + interval '1 minute', looked_at = NULL");
    await lookAtAccount(accountId);
    await query("UPDATE accounts SET backfilled_down_to = $1", [position?.startedAt]);
    expect(await messagesWith(from)).toMatchObject([{ unread: false }]);
  });

  it("looks rarely while webhooks are subscribed, and every few seconds while they aren't", async () => {
    await notePresence(leo.id);
    await query("UPDATE messages SET created_at = created_at - interval '1 hour'");
    const quick = await pollNow();
    await query("UPDATE accounts SET webhook_subscription_id = '1'");
    const calm = await pollNow();
    await query("UPDATE accounts SET webhook_subscription_id = NULL");
    expect(quick).toBeLessThanOrEqual(10);
    expect(calm).toBeGreaterThanOrEqual(30);
  });

  it("looks every few seconds after a text that no webhook announced, until announcements are complete again", async () => {
    await query("UPDATE accounts SET webhook_subscription_id = '1'");
    const from = newNumber();
    await sandbox.inbound({ from, text: "Did you get this?" });
    const graceful = await pollNow();
    expect(await waitingJobs("ensure-webhook")).toEqual([]);
    await query(
      "UPDATE messages SET created_at = now() - interval '1 minute' WHERE text = 'Did you get this?'",
    );
    const distrustful = await pollNow();
    await query("UPDATE messages SET created_at = now() - interval '20 minutes'");
    const trustful = await pollNow();
    await query("UPDATE accounts SET webhook_subscription_id = NULL");
    expect(graceful).toBeGreaterThan(10);
    expect(graceful).toBeLessThanOrEqual(15);
    expect(distrustful).toBeLessThanOrEqual(10);
    expect(trustful).toBeGreaterThanOrEqual(30);
  });

  it("costs nothing when it isn't time, and is at once when somebody comes", async () => {
    await query("UPDATE accounts SET webhook_subscription_id = '1'");
    await query("DELETE FROM presences");
    await pollNow();
    await sandbox.forgetRequests();
    const unwatched = secondsTo(await pollAccount(accountId));
    expect((await sandbox.requests()).requests).toEqual([]);
    await forgetJobs();
    const ada = await addPerson();
    await notePresence(ada.id);
    expect(only(await waitingJobs("poll-account")).inSeconds).toBeLessThanOrEqual(0);
    const watched = secondsTo(await pollAccount(accountId));
    await query("UPDATE accounts SET webhook_subscription_id = NULL");
    expect(unwatched).toBeGreaterThan(200);
    expect(watched).toBeLessThanOrEqual(60);
  });

  it("completes an announced text within seconds when its conversation is open, else with the next look", async () => {
    await query("UPDATE accounts SET webhook_subscription_id = '1', look_credit = 3");
    const from = newNumber();
    await sandbox.inbound({ from, text: "See this" });
    await pollNow();
    await query("UPDATE messages SET created_at = created_at - interval '1 hour'");
    const text = await sandbox.inbound({ from, text: "And this", picture: "wheel" });
    const announced = listedText({ contactNumber: from, text: "And this", at: new Date(text.sentAt) });
    await announce(accountId, announcementOf(announced));
    const unopened = secondsTo(await pollAccount(accountId));
    await forgetJobs();
    await watchConversation(leo, {
      windowId: randomUUID(),
      conversationId: await conversationIdOf(from),
      isReplying: false,
    });
    expect(only(await waitingJobs("poll-account")).inSeconds).toBeLessThanOrEqual(0);
    const opened = secondsTo(await pollAccount(accountId));
    await lookAtAccount(accountId);
    expect(await messagesWith(from)).toMatchObject([{}, { provider_message_id: text.id, media: [{}] }]);
    await query("UPDATE accounts SET webhook_subscription_id = NULL");
    expect(unopened).toBeGreaterThan(30);
    expect(opened).toBeLessThanOrEqual(10);
  });

  it("says that what people see may be stale when the provider is silent for long, and recovers", async () => {
    await sandbox.fault({ kind: "status", status: 500, times: 0 });
    await query("UPDATE accounts SET last_sync_at = now() - interval '30 seconds'");
    await pollNow();
    expect((await account()).state).toBe("live");
    await query("UPDATE accounts SET last_sync_at = now() - interval '5 minutes'");
    await pollNow();
    expect(await account()).toMatchObject({ state: "lagging", error: expect.stringMatching(/\w/) });
    await sandbox.endFaults();
    await pollNow();
    expect(await account()).toMatchObject({ state: "live", error: null });
  });

  it("stops calling after a rejected password until the environment brings another", async () => {
    const { username, password } = sandbox.credentials;
    await query("UPDATE accounts SET from_environment = true");
    await sandbox.setPassword("changed");
    await pollNow();
    expect(await account()).toMatchObject({ state: "stopped", error: expect.stringMatching(/\w/) });
    await sandbox.forgetRequests();
    await pollNow();
    expect((await sandbox.requests()).requests).toEqual([]);
    const environment = { ...env(), EZTEXTING_BASE_URL: sandbox.baseUrl, EZTEXTING_USERNAME: username };
    expect(await connectFromEnvironment({ ...environment, EZTEXTING_PASSWORD: "changed" }, "Again")).toBe(
      accountId,
    );
    await pollNow();
    expect(await account()).toMatchObject({ state: "live", error: null });
    await sandbox.setPassword(password);
    await connectFromEnvironment({ ...environment, EZTEXTING_PASSWORD: password }, "Again");
  });
});

describe("what happened on the provider's own screens", () => {
  it("arrives with a sweep: archived, restored, read, named, opted out", async () => {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Hi" });
    await lookAtAccount(accountId);
    await sandbox.elsewhere("POST", `${pairPath(from)}/archive`);
    await sandbox.elsewhere("POST", "/contacts", {
      phoneNumber: from.slice(1),
      firstName: "Ada",
      lastName: "Moss",
    });
    await sandbox.elsewhere("GET", `${pairPath(from)}?read=true`);
    await makeSweepDue();
    await lookAtAccount(accountId);
    expect(await conversationRow(from)).toMatchObject({ archived: true, unread_count: 0 });
    expect(await query("SELECT name FROM contacts WHERE number = $1", [from])).toEqual([
      { name: "Ada Moss" },
    ]);
    await sandbox.elsewhere("POST", `${pairPath(from)}/restore`);
    const message = only(await messagesWith(from));
    await sandbox.elsewhere("POST", "/conversations/messages/unread", {
      idList: [message.provider_message_id],
    });
    await makeSweepDue();
    await lookAtAccount(accountId);
    expect(await conversationRow(from)).toMatchObject({ archived: false, unread_count: 1 });
  });

  it("doesn't overwrite what somebody here has just changed and the provider doesn't have yet", async () => {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Hi" });
    await lookAtAccount(accountId);
    const id = await conversationIdOf(from);
    await archiveConversation(leo, id);
    await markRead(leo, id);
    await makeSweepDue();
    await lookAtAccount(accountId);
    expect(await conversationRow(from)).toMatchObject({ archived: true, unread_count: 0 });
  });

  it("doesn't believe a list that was read before the provider was told", async () => {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Hi" });
    await lookAtAccount(accountId);
    const id = await conversationIdOf(from);
    const askedAt = new Date();
    await archiveConversation(leo, id);
    await markRead(leo, id);
    await runJobs("push-archived", "push-read-marks");
    await ingestConversations(accountId, [activeAndUnread(from)], askedAt, "live");
    expect(await conversationRow(from)).toMatchObject({
      archived: true,
      archived_upstream: true,
      unread_count: 0,
    });
    await ingestConversations(accountId, [activeAndUnread(from)], new Date(Date.now() + 1), "live");
    expect(await conversationRow(from)).toMatchObject({ archived: false, archived_upstream: false });
  });

  it("is told the opposite after a stale list, though the list said that it had it already", async () => {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Hi" });
    await lookAtAccount(accountId);
    const id = await conversationIdOf(from);
    const askedAt = new Date();
    await archiveConversation(leo, id);
    await pushArchived(id);
    await ingestConversations(accountId, [activeAndUnread(from)], askedAt, "live");
    await restoreConversation(leo, id);
    await runJobs("push-archived");
    const upstream = (await sandbox.state()).conversations.find((one) => `+${one.contactNumber}` === from);
    expect(upstream?.archived).toBe(false);
  });
});

describe("the past, met by a look for something else", () => {
  /** A text read at the provider before this account's first day, which no page has brought here yet. */
  async function readLongAgo(): Promise<string> {
    const from = newNumber();
    const text = await sandbox.inbound({ from, text: "Read before we came" });
    await sandbox.elsewhere("POST", "/conversations/messages/read", { idList: [text.id] });
    await query("UPDATE accounts SET backfilled_down_to = $1, looked_at = NULL", [text.sentAt]);
    return from;
  }
  afterEach(() => query("UPDATE accounts SET backfilled_down_to = now() - interval '1 day'"));

  it("isn't unread when a webhook's text is completed", async () => {
    const past = await readLongAgo();
    const from = newNumber();
    const text = await sandbox.inbound({ from, text: "New" });
    await announce(
      accountId,
      announcementOf(listedText({ contactNumber: from, text: "New", at: new Date(text.sentAt) })),
    );
    await lookAtAccount(accountId);
    expect(await messagesWith(from)).toMatchObject([{ provider_message_id: text.id, unread: true }]);
    expect(await messagesWith(past)).toMatchObject([{ unread: false }]);
  });

  it("isn't unread when delivery states are asked for", async () => {
    const past = await readLongAgo();
    const contactNumber = newNumber();
    await sandbox.elsewhere("POST", "/messages", {
      message: "On its way",
      toNumbers: [contactNumber.slice(1)],
      fromNumber: OUR_NUMBER.slice(1),
    });
    await lookAtAccount(accountId);
    await query("DELETE FROM messages WHERE text = 'Read before we came'");
    await query("UPDATE accounts SET looked_at = NULL");
    await query("UPDATE conversations SET last_message_id = NULL WHERE contact_number = $1", [past]);
    await query(
      "UPDATE messages SET status_check_at = now() - interval '1 second' WHERE text = 'On its way'",
    );
    await lookAtAccount(accountId);
    expect(await messagesWith(past)).toMatchObject([{ unread: false }]);
  });
});
