import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_TEXT_LENGTH } from "@/lib/domain/message";
import { cancelMessage } from "@/lib/inbox/cancel-message";
import { deliverMessage } from "@/lib/inbox/deliver-message";
import { keepGoing } from "@/lib/inbox/keep-going";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { getDrafts, saveDraft } from "@/lib/inbox/save-draft";
import { sendMessage, UNDO_WINDOW_MS } from "@/lib/inbox/send-message";
import { expectConsistency } from "./harness/consistency";
import { openDesk, query, refillBudget } from "./harness/desk";
import { forgetJobs, runJobs, waitingJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import { customerTexts, queueText, storedMessage } from "./harness/sends";
import { addConversation, conversationRow, messagesWith } from "./harness/texts";

const desk = await openDesk({ statusDelaysMs: { sent: 60_000, final: 120_000 } });
const { accountId, sandbox } = desk;
const leo = await addPerson("Leo Brandt");
const sam = await addPerson("Sam Whitlock");

beforeEach(async () => {
  await sandbox.endFaults();
  await refillBudget();
  await forgetJobs();
});
afterEach(expectConsistency);

describe("sending a text", () => {
  it("queues row and job together, and reaches the provider once, after the undo window", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id, { text: "It is." });
    expect(message).toMatchObject({ status: "queued", author: { name: "Leo Brandt" }, text: "It is." });
    expect(only(await waitingJobs("deliver-message")).inSeconds).toBeGreaterThan(UNDO_WINDOW_MS / 1_000 - 4);
    expect(await sandbox.sendsTo(contactNumber)).toEqual([]);
    await runJobs("deliver-message");
    expect(await sandbox.sendsTo(contactNumber)).toMatchObject([{ message: "It is." }]);
    expect(await storedMessage(message.id)).toMatchObject({ status: "sent" });
    expect(await conversationRow(contactNumber)).toMatchObject({
      waiting_since: null,
      last_message_status: "sent",
    });
    await lookAtAccount(accountId);
    const upstream = only(await sandbox.sendsTo(contactNumber));
    expect(await messagesWith(contactNumber)).toMatchObject([
      { direction: "inbound" },
      { id: message.id, provider_message_id: upstream.id, provider_send_id: upstream.messageGroupId },
    ]);
  });

  it("answers the same clientId with the same message, in parallel and later, and posts it once", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const input = { clientId: randomUUID(), text: "Once only" };
    const answers = await Promise.all(Array.from({ length: 8 }, () => sendMessage(leo, id, input)));
    expect(answers.filter((answer) => answer.created)).toHaveLength(1);
    const [first] = answers;
    expect(new Set(answers.map((answer) => answer.message.id))).toEqual(new Set([first?.message.id]));
    await Promise.all([runJobs("deliver-message"), deliverMessage(first?.message.id ?? "")]);
    await deliverMessage(first?.message.id ?? "");
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
    expect(await sendMessage(leo, id, input)).toMatchObject({
      created: false,
      message: { id: first?.message.id },
    });
  });

  it("lets two equal texts be two", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await queueText(leo, id, { text: "ok" });
    await queueText(sam, id, { text: "ok" });
    await runJobs("deliver-message");
    await lookAtAccount(accountId);
    const upstream = await sandbox.sendsTo(contactNumber);
    expect(upstream).toHaveLength(2);
    const ours = (await messagesWith(contactNumber)).filter((message) => message.direction === "outbound");
    expect(ours.map((message) => message.provider_message_id).sort()).toEqual(
      upstream.map((message) => message.id).sort(),
    );
    expect(ours.every((message) => message.status === "sent")).toBe(true);
  });

  it("stays one message when a poll finds it before the provider's answer is here", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id, { text: "Slow answer" });
    await sandbox.fault({ match: { method: "POST", path: "^/messages" }, kind: "delay", delayMs: 250 });
    const delivery = deliverMessage(message.id);
    await until(async () => (await sandbox.sendsTo(contactNumber)).length === 1);
    await lookAtAccount(accountId);
    expect(await storedMessage(message.id)).toMatchObject({
      status: "sent",
      provider_send_id: expect.any(String),
    });
    await delivery;
    const upstream = only(await sandbox.sendsTo(contactNumber));
    expect((await messagesWith(contactNumber)).at(-1)).toMatchObject({
      id: message.id,
      provider_message_id: upstream.id,
      provider_send_id: upstream.messageGroupId,
    });
    expect(await messagesWith(contactNumber)).toHaveLength(2);
  });

  it("never sorts above what it answers, though the customer's clock is ahead", async () => {
    const ahead = new Date(Date.now() + 60_000);
    const { id, contactNumber } = await addConversation(accountId, { at: ahead });
    const message = await queueText(leo, id);
    expect(Date.parse(message.at)).toBeGreaterThan(ahead.getTime());
    expect(await conversationRow(contactNumber)).toMatchObject({ waiting_since: null });
    await forgetJobs();
  });

  it("finds sends whose job was lost", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await forgetJobs();
    await query("UPDATE messages SET send_at = now() - interval '3 minutes' WHERE id = $1", [message.id]);
    await keepGoing();
    await runJobs("deliver-message");
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
  });

  it("can be done from many places at once without anybody waiting for a connection", async () => {
    const conversations = await Promise.all(Array.from({ length: 30 }, () => addConversation(accountId)));
    const sends = conversations.map(async ({ id, contactNumber }) => {
      const [seen] = await messagesWith(contactNumber);
      return () => queueText(leo, id, { lastSeenMessageId: seen?.id });
    });
    const messages = await Promise.all((await Promise.all(sends)).map((send) => send()));
    expect(messages.every((message) => message.status === "queued")).toBe(true);
    await forgetJobs();
  });
});

describe("taking a text back", () => {
  it("inside the window leaves nothing, here and at the provider", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await cancelMessage(leo, message.id);
    await runJobs("deliver-message");
    expect(await sandbox.sendsTo(contactNumber)).toEqual([]);
    expect(await messagesWith(contactNumber)).toMatchObject([{ direction: "inbound" }]);
    expect(await conversationRow(contactNumber)).toMatchObject({ waiting_since: expect.any(Date) });
    expect(
      await query("SELECT action FROM audit_entries WHERE conversation_id = $1 ORDER BY at, id", [id]),
    ).toEqual([{ action: "message.queued" }, { action: "message.cancelled" }]);
  });

  it("after it is refused with 409", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await deliverMessage(message.id);
    await expect(cancelMessage(leo, message.id)).rejects.toMatchObject({ code: "already_sent" });
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
    await expect(cancelMessage(leo, randomUUID())).rejects.toMatchObject({ code: "not_found" });
  });

  it("at the moment it leaves either works or doesn't, never half", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    for (let round = 0; round < 6; round += 1) {
      const message = await queueText(leo, id, { text: `Round ${round}` });
      const [cancelled] = await Promise.allSettled([
        cancelMessage(leo, message.id),
        deliverMessage(message.id),
      ]);
      const upstream = (await sandbox.sendsTo(contactNumber)).filter((one) => one.message === message.text);
      const here = await query("SELECT status FROM messages WHERE id = $1", [message.id]);
      expect([upstream.length, here]).toEqual(
        cancelled.status === "fulfilled" ? [0, []] : [1, [{ status: "sent" }]],
      );
    }
  });
});

describe("a text nobody should send", () => {
  it.each([
    ["nothing", "", "empty_message"],
    ["blanks", " \n\t ", "empty_message"],
    ["zero bytes", "\0\0", "empty_message"],
    ["too much", "x".repeat(MAX_TEXT_LENGTH + 1), "text_too_long"],
  ])("%s is refused", async (_name, text, code) => {
    const { id } = await addConversation(accountId);
    await expect(queueText(leo, id, { text })).rejects.toMatchObject({ code });
  });

  it("the longest allowed arrives whole", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const text = "ü".repeat(MAX_TEXT_LENGTH);
    await queueText(leo, id, { text });
    await runJobs("deliver-message");
    expect(only(await sandbox.sendsTo(contactNumber)).message).toBe(text);
  });

  it("zero bytes and half characters are left out of it", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await queueText(leo, id, { text: "a\0b \ud83d c 🚲" });
    await runJobs("deliver-message");
    expect(only(await sandbox.sendsTo(contactNumber)).message).toBe("ab \ufffd c 🚲");
  });

  it("is refused to who opted out, saying how they can come back", async () => {
    const { id } = await customerTexts(desk, "STOP");
    await expect(queueText(leo, id)).rejects.toMatchObject({
      code: "opted_out",
      message: expect.stringContaining("START to (503) 555-0100"),
    });
  });

  it("is refused for later and with files, as long as those don't exist", async () => {
    const { id } = await addConversation(accountId);
    const sendAt = new Date(Date.now() + 60_000).toISOString();
    await expect(queueText(leo, id, { sendAt })).rejects.toMatchObject({ code: "refused" });
    await expect(queueText(leo, id, { uploadIds: ["1"] })).rejects.toMatchObject({ code: "refused" });
    await expect(queueText(leo, randomUUID())).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("two people answer the same customer", () => {
  it("the second is shown what they haven't seen, and may send anyway, which the audit tells", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const [question] = await messagesWith(contactNumber);
    const answer = await queueText(leo, id, { text: "Yes!", lastSeenMessageId: question?.id });
    await query("INSERT INTO notes (conversation_id, author_id, text) VALUES ($1, $2, 'VIP')", [id, leo.id]);
    const late = { text: "No.", lastSeenMessageId: question?.id };
    await expect(queueText(sam, id, late)).rejects.toMatchObject({
      code: "conversation_changed",
      details: {
        newer: [
          { kind: "message", id: answer.id, text: "Yes!" },
          { kind: "note", text: "VIP" },
        ],
      },
    });
    await queueText(sam, id, { ...late, force: true });
    expect(
      await query(
        "SELECT user_id, details FROM audit_entries WHERE conversation_id = $1 AND action = 'message.sent_anyway'",
        [id],
      ),
    ).toEqual([{ user_id: sam.id, details: { newer: 2 } }]);
    await forgetJobs();
  });

  it("one's own texts are no news, a text from the customer is", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const [question] = await messagesWith(contactNumber);
    const seen = { lastSeenMessageId: question?.id };
    await queueText(leo, id, seen);
    await queueText(leo, id, seen);
    await sandbox.inbound({ from: contactNumber, text: "Hello?" });
    await lookAtAccount(accountId);
    await expect(queueText(leo, id, seen)).rejects.toMatchObject({ code: "conversation_changed" });
    await forgetJobs();
  });

  it("of two who send at the same moment one is stopped", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const [question] = await messagesWith(contactNumber);
    const seen = { lastSeenMessageId: question?.id };
    const both = await Promise.allSettled([queueText(leo, id, seen), queueText(sam, id, seen)]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await forgetJobs();
  });
});

describe("send and archive", () => {
  it("does both in one step, and the provider gets both", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    await queueText(leo, id, { archive: true });
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: true, waiting_since: null });
    await runJobs("deliver-message", "push-archived");
    const upstream = (await sandbox.state()).conversations.find(
      (one) => `+${one.contactNumber}` === contactNumber,
    );
    expect(upstream).toMatchObject({ archived: true });
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
    await lookAtAccount(accountId);
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: true });
  });

  it("takes the draft away with the text that was made of it", async () => {
    const { id } = await addConversation(accountId);
    await saveDraft(leo, id, "message", "Half a \0 thought");
    await saveDraft(leo, id, "note", "Call back");
    expect(await getDrafts(leo, id)).toMatchObject({ message: { text: "Half a  thought" } });
    await queueText(leo, id);
    expect(await getDrafts(leo, id)).toMatchObject({ message: null, note: { text: "Call back" } });
    await forgetJobs();
  });
});

describe("delivery", () => {
  it("is learned by asking, in bulk and ever more rarely", async () => {
    const conversations = [await customerTexts(desk), await customerTexts(desk), await customerTexts(desk)];
    for (const { id } of conversations) await queueText(leo, id);
    await sandbox.setLandlines([conversations[2]?.contactNumber.slice(1) ?? ""]);
    await runJobs("deliver-message");
    await sandbox.setLandlines([]);
    for (const [index, { contactNumber }] of conversations.entries()) {
      const upstream = only(await sandbox.sendsTo(contactNumber));
      await sandbox.setStatus(upstream.id, index === 2 ? "BOUNCED" : "Delivered - Carrier Confirmed");
    }
    await query(
      "UPDATE messages SET status_check_at = now() - interval '1 second' WHERE status_check_at IS NOT NULL",
    );
    await sandbox.forgetRequests();
    await lookAtAccount(accountId);
    const statuses = await Promise.all(
      conversations.map(async ({ contactNumber }) => (await messagesWith(contactNumber)).at(-1)?.status),
    );
    expect(statuses).toEqual(["delivered", "delivered", "failed"]);
    expect(await sandbox.requestsTo("GET", /./)).toHaveLength(1);
    const open = await query(
      "SELECT 1 FROM messages WHERE status_check_at IS NOT NULL AND status IN ('delivered', 'failed')",
    );
    expect(open).toEqual([]);
  });

  it("is asked for soon after a send, though an older one's next look is far away", async () => {
    const { id } = await customerTexts(desk);
    await queueText(leo, id);
    await runJobs("deliver-message");
    await query(
      "UPDATE messages SET status_check_at = now() + interval '50 minutes' WHERE status_check_at IS NOT NULL",
    );
    await runJobs("poll-account");
    expect(only(await waitingJobs("poll-account")).inSeconds).toBeGreaterThan(20);
    const fresh = await queueText(leo, id, { text: "And one more thing" });
    await runJobs("deliver-message");
    expect(await storedMessage(fresh.id)).toMatchObject({ status: "sent" });
    expect(only(await waitingJobs("poll-account")).inSeconds).toBeLessThan(15);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
