import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findConversation } from "@/lib/db/conversations";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";
import { ingestMessages } from "@/lib/inbox/ingest/ingest-messages";
import { keepGoing } from "@/lib/inbox/keep-going";
import { markRead, markUnread } from "@/lib/inbox/mark-read";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { pushArchived } from "@/lib/inbox/push-archived";
import { retryPushes } from "@/lib/inbox/retry-pushes";
import { expectConsistency } from "./harness/consistency";
import { openDesk, query, refillBudget } from "./harness/desk";
import { forgetJobs, runJobs, waitingJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import { customerTexts } from "./harness/sends";
import { announce, announcementOf, conversationRow, listedText, messagesWith } from "./harness/texts";

const desk = await openDesk();
const { accountId, sandbox } = desk;
const leo = await addPerson("Leo Brandt");
const sam = await addPerson("Sam Whitlock");

const ARCHIVING = /\/(archive|restore)$/;
const MARKING = /^\/conversations\/messages\/(read|unread)$/;

const upstream = async (contactNumber: string) =>
  only((await sandbox.state()).conversations.filter((one) => `+${one.contactNumber}` === contactNumber));
const pushOf = async (id: string, field: string) =>
  only(
    await query<{ done_at: Date | null; gave_up_at: Date | null; problem: string | null; attempts: number }>(
      "SELECT * FROM pushes WHERE conversation_id = $1 AND field = $2",
      [id, field],
    ),
  );

beforeEach(async () => {
  await sandbox.endFaults();
  await refillBudget();
  await forgetJobs();
  await query("DELETE FROM pushes");
  await query("UPDATE accounts SET marks_pushed_at = NULL");
  await sandbox.forgetRequests();
});
afterEach(expectConsistency);

describe("archiving", () => {
  it("moves the row at once, tells the provider after a moment, and says who did it", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    expect(await archiveConversation(leo, id)).toMatchObject({ id, archived: true });
    expect(await upstream(contactNumber)).toMatchObject({ archived: false });
    await runJobs("push-archived");
    expect(await upstream(contactNumber)).toMatchObject({ archived: true });
    expect(await pushOf(id, "archived")).toMatchObject({ done_at: expect.any(Date), problem: null });
    expect(await query("SELECT action, user_id FROM audit_entries WHERE conversation_id = $1", [id])).toEqual(
      [{ action: "conversation.archived", user_id: leo.id }],
    );
  });

  it("twice is once: no second push, no second entry", async () => {
    const { id } = await customerTexts(desk);
    await Promise.all([archiveConversation(leo, id), archiveConversation(sam, id)]);
    await runJobs("push-archived");
    expect(await sandbox.requestsTo("POST", ARCHIVING)).toHaveLength(1);
    expect(await query("SELECT 1 FROM audit_entries WHERE conversation_id = $1", [id])).toHaveLength(1);
  });

  it("and undoing it before the provider was told costs no call", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    await runJobs("push-archived");
    await sandbox.forgetRequests();
    await restoreConversation(leo, id);
    await archiveConversation(leo, id);
    await runJobs("push-archived");
    expect(await sandbox.requestsTo("POST", ARCHIVING)).toEqual([]);
    expect(await upstream(contactNumber)).toMatchObject({ archived: true });
  });

  it.each([
    ["refuses", { kind: "status", status: 400 }],
    ["doesn't answer properly", { kind: "status", status: 503, times: 4 }],
    ["limits us", { kind: "rateLimited", delayMs: 40_000 }],
  ])("is tried again when the provider %s", async (_name, fault) => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    await sandbox.fault({ match: { path: "/archive$" }, ...fault });
    await runJobs("push-archived");
    expect(await upstream(contactNumber)).toMatchObject({ archived: false });
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: true });
    expect(await pushOf(id, "archived")).toMatchObject({ done_at: null, gave_up_at: null, attempts: 1 });
    await refillBudget();
    await runJobs("push-archived");
    expect(await upstream(contactNumber)).toMatchObject({ archived: true });
  });

  it("is given up after a day, visibly, and wanting it again starts anew", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const before = await archiveConversation(leo, id);
    await sandbox.fault({ match: { path: "/archive$" }, kind: "status", status: 400, times: 2 });
    await runJobs("push-archived");
    expect((await findConversation(id))?.pushProblem).toBeNull();
    await query("UPDATE pushes SET created_at = now() - interval '25 hours'");
    await runJobs("push-archived");
    const after = await findConversation(id);
    expect(after?.pushProblem).toMatch(/\w/);
    expect(BigInt(after?.revision ?? 0)).toBeGreaterThan(BigInt(before.revision));
    expect(await waitingJobs("push-archived")).toEqual([]);
    await keepGoing();
    expect(await waitingJobs("push-archived")).toEqual([]);
    await restoreConversation(leo, id);
    await archiveConversation(leo, id);
    await runJobs("push-archived");
    expect((await findConversation(id))?.pushProblem).toBeNull();
    expect(await upstream(contactNumber)).toMatchObject({ archived: true });
  });

  it("is tried once more when somebody wants that after it was given up", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    await markRead(leo, id);
    await query("UPDATE pushes SET gave_up_at = now(), problem = 'Not allowed', attempts = 9");
    await forgetJobs();
    expect((await findConversation(id))?.pushProblem).toBe("Not allowed");
    expect((await retryPushes(sam, id)).pushProblem).toBeNull();
    await runJobs("push-archived", "push-read-marks");
    expect(await upstream(contactNumber)).toMatchObject({ archived: true, unreadCount: 0 });
    await retryPushes(sam, id);
    expect(await waitingJobs("push-archived")).toEqual([]);
  });

  it("finds pushes whose job was lost", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    await markRead(leo, id);
    await forgetJobs();
    await keepGoing();
    await runJobs("push-archived", "push-read-marks");
    expect(await upstream(contactNumber)).toMatchObject({ archived: true, unreadCount: 0 });
  });
});

describe("opposite wishes", () => {
  it("end in the later one's state on both sides when the second comes while the first is under way", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    await sandbox.fault({ match: { path: "/archive$" }, kind: "delay", delayMs: 150 });
    const first = runJobs("push-archived");
    await until(async () => (await upstream(contactNumber)).archived);
    await restoreConversation(sam, id);
    await first;
    await runJobs("push-archived");
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: false });
    expect(await upstream(contactNumber)).toMatchObject({ archived: false });
  });

  it("end in the later one's state when the first one's answer was lost", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    await runJobs("push-archived");
    await restoreConversation(leo, id);
    await runJobs("push-archived");
    await archiveConversation(leo, id);
    await sandbox.fault({ match: { path: "/archive$" }, kind: "answerLostAfterAcceptance", times: 4 });
    await runJobs("push-archived");
    await restoreConversation(sam, id);
    await runJobs("push-archived");
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: false });
    expect(await upstream(contactNumber)).toMatchObject({ archived: false });
  });

  it("are pushed though the process dies during the first one's call", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    await runJobs("push-archived");
    await restoreConversation(leo, id);
    await sandbox.fault({ match: { path: "/restore$" }, kind: "delay", delayMs: 150 });
    const first = pushArchived(id);
    await until(async () => !(await upstream(contactNumber)).archived);
    const atTheEnd = await pushOf(id, "archived");
    const known = await conversationRow(contactNumber);
    await first;
    // As it was in the middle of the call: nothing of what came after was written.
    await query("UPDATE pushes SET done_at = NULL, attempts = $2 WHERE conversation_id = $1", [
      id,
      atTheEnd.attempts,
    ]);
    await query("UPDATE conversations SET archived_upstream = $2 WHERE id = $1", [
      id,
      known.archived_upstream,
    ]);
    await archiveConversation(sam, id);
    await runJobs("push-archived");
    expect(await upstream(contactNumber)).toMatchObject({ archived: true });
  });

  it("of many people at once end the same on both sides", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0 ? archiveConversation(leo, id) : restoreConversation(sam, id),
      ),
    );
    await runJobs("push-archived");
    expect(await upstream(contactNumber)).toMatchObject({
      archived: (await conversationRow(contactNumber)).archived,
    });
  });
});

describe("reading", () => {
  it("marks the row at once, and tells the provider with one call for many conversations", async () => {
    const conversations = await Promise.all(Array.from({ length: 6 }, () => customerTexts(desk)));
    for (const { contactNumber } of conversations)
      await sandbox.inbound({ from: contactNumber, text: "And?" });
    await lookAtAccount(accountId);
    await sandbox.forgetRequests();
    for (const { id } of conversations) expect(await markRead(leo, id)).toMatchObject({ unreadCount: 0 });
    await runJobs("push-read-marks");
    const calls = await sandbox.requestsTo("POST", MARKING);
    expect(calls).toMatchObject([{ path: "/conversations/messages/read" }]);
    for (const { contactNumber } of conversations) {
      expect(await upstream(contactNumber)).toMatchObject({ unreadCount: 0 });
      expect((await messagesWith(contactNumber)).some((one) => one.unread || one.unread_upstream)).toBe(
        false,
      );
    }
  });

  it("taken back before the provider was told costs no call", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await markRead(leo, id);
    await markUnread(leo, id);
    await runJobs("push-read-marks");
    expect(await sandbox.requestsTo("POST", MARKING)).toEqual([]);
    expect(await conversationRow(contactNumber)).toMatchObject({ unread_count: 1 });
    expect(await upstream(contactNumber)).toMatchObject({ unreadCount: 1 });
  });

  it("and marking as unread again end on both sides though the first one's answer was lost", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await markRead(leo, id);
    await sandbox.fault({ match: { path: "/read$" }, kind: "answerLostAfterAcceptance", times: 4 });
    await runJobs("push-read-marks");
    expect(await upstream(contactNumber)).toMatchObject({ unreadCount: 0 });
    await markUnread(leo, id);
    await runJobs("push-read-marks");
    expect(await upstream(contactNumber)).toMatchObject({ unreadCount: 1 });
    await sandbox.fault({ match: { path: "/read$" }, kind: "status", status: 400 });
    await markRead(leo, id);
    await runJobs("push-read-marks");
    await query("UPDATE pushes SET next_attempt_at = now() - interval '1 second'");
    await runJobs("push-read-marks");
    expect(await upstream(contactNumber)).toMatchObject({ unreadCount: 0 });
  });

  it("and marking as unread again reach the provider, each once", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await markRead(leo, id);
    await markRead(sam, id);
    await runJobs("push-read-marks");
    await markUnread(sam, id);
    await runJobs("push-read-marks");
    expect((await sandbox.requestsTo("POST", MARKING)).map(({ path }) => path)).toEqual([
      "/conversations/messages/read",
      "/conversations/messages/unread",
    ]);
    expect(await upstream(contactNumber)).toMatchObject({ unreadCount: 1 });
  });

  it("waits for the id of a text that only a webhook has told of", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const text = await sandbox.inbound({ from: contactNumber, text: "Announced" });
    await announce(
      accountId,
      announcementOf(listedText({ contactNumber, text: "Announced", at: new Date(text.sentAt) })),
    );
    await markRead(leo, id);
    await sandbox.forgetRequests();
    await runJobs("push-read-marks");
    expect(await sandbox.requestsTo("POST", MARKING)).toEqual([]);
    await lookAtAccount(accountId);
    await runJobs("push-read-marks");
    expect(await sandbox.requestsTo("POST", MARKING)).toHaveLength(1);
    expect(await upstream(contactNumber)).toMatchObject({ unreadCount: 0 });
    expect(await conversationRow(contactNumber)).toMatchObject({ unread_count: 0 });
  });

  it("isn't held up by an earlier mark that keeps failing", async () => {
    const { id: failing } = await customerTexts(desk);
    const { id } = await customerTexts(desk);
    await markRead(leo, failing);
    await query("UPDATE pushes SET attempts = 5");
    await sandbox.fault({ match: { path: "/read$" }, kind: "status", status: 403 });
    await runJobs("push-read-marks");
    expect(only(await waitingJobs("push-read-marks")).inSeconds).toBeGreaterThan(60);
    await markRead(leo, id);
    expect(only(await waitingJobs("push-read-marks")).inSeconds).toBeLessThan(10);
  });

  it("is told one by one when the provider refuses many, so that one bad mark doesn't stop the others", async () => {
    const conversations = [await customerTexts(desk), await customerTexts(desk), await customerTexts(desk)];
    for (const { id } of conversations) await markRead(leo, id);
    await sandbox.fault({ match: { path: "/read$" }, kind: "status", status: 403, times: 2 });
    await runJobs("push-read-marks");
    const unread = await Promise.all(
      conversations.map(async ({ contactNumber }) => (await upstream(contactNumber)).unreadCount),
    );
    expect(unread.sort()).toEqual([0, 0, 1]);
    expect(await query("SELECT 1 FROM pushes WHERE done_at IS NULL")).toHaveLength(1);
  });

  it("isn't told one by one for long when the provider refuses everything", async () => {
    const conversations = await Promise.all(Array.from({ length: 6 }, () => customerTexts(desk)));
    for (const { id } of conversations) await markRead(leo, id);
    await sandbox.forgetRequests();
    await sandbox.fault({ match: { path: "/read$" }, kind: "status", status: 403, times: 0 });
    await runJobs("push-read-marks");
    expect(await sandbox.requestsTo("POST", MARKING)).toHaveLength(4);
    expect(await query("SELECT 1 FROM pushes WHERE done_at IS NULL AND attempts = 1")).toHaveLength(6);
  });

  it("is tried again when the provider fails, and given up after a day, visibly", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await markRead(leo, id);
    await sandbox.fault({ match: { path: "/read$" }, kind: "status", status: 403, times: 2 });
    await runJobs("push-read-marks");
    expect(await pushOf(id, "read")).toMatchObject({
      done_at: null,
      attempts: 1,
      problem: expect.any(String),
    });
    await query(
      "UPDATE pushes SET next_attempt_at = now() - interval '1 second', created_at = now() - interval '25 hours'",
    );
    await runJobs("push-read-marks");
    expect(await pushOf(id, "read")).toMatchObject({ gave_up_at: expect.any(Date) });
    expect((await findConversation(id))?.pushProblem).toMatch(/\w/);
    expect(await conversationRow(contactNumber)).toMatchObject({ unread_count: 0 });
  });

  it("refuses to mark as unread what has nothing from the customer", async () => {
    const row = listedText({ direction: "outbound" });
    await ingestMessages(accountId, [row], "live");
    const { id } = await conversationRow(row.contactNumber);
    await expect(markUnread(leo, id)).rejects.toMatchObject({ code: "refused" });
  });

  it("is independent of archived: all four combinations are real", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await archiveConversation(leo, id);
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: true, unread_count: 1 });
    await markRead(leo, id);
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: true, unread_count: 0 });
    await restoreConversation(leo, id);
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: false, unread_count: 0 });
    await markUnread(leo, id);
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: false, unread_count: 1 });
    await runJobs("push-archived", "push-read-marks");
    expect(await upstream(contactNumber)).toMatchObject({ archived: false, unreadCount: 1 });
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
