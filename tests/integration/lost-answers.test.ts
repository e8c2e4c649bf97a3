import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliverMessage } from "@/lib/inbox/deliver-message";
import { keepGoing } from "@/lib/inbox/keep-going";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { retryMessage } from "@/lib/inbox/retry-message";
import { settleMessage } from "@/lib/inbox/settle-message";
import { expectConsistency } from "./harness/consistency";
import { openDesk, query, refillBudget } from "./harness/desk";
import { forgetJobs, runJobs, waitingJobs } from "./harness/jobs";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import { customerTexts, queueText, storedMessage } from "./harness/sends";
import {
  addConversation,
  conversationIdOf,
  conversationRow,
  messagesWith,
  OUR_NUMBER,
} from "./harness/texts";

const desk = await openDesk({ statusDelaysMs: { sent: 60_000, final: 120_000 } });
const { accountId, sandbox } = desk;
const leo = await addPerson();

const POST_MESSAGES = { method: "POST", path: "^/messages$" };
const posts = async () => (await sandbox.requestsTo("POST", /^\/messages$/)).length;

beforeEach(async () => {
  await sandbox.endFaults();
  await sandbox.forgetRequests();
  await refillBudget();
  await forgetJobs();
});
afterEach(expectConsistency);

/** A send whose request has just left when everything ended. */
async function dieWhileSending(): Promise<{ id: string; messageId: string; contactNumber: string }> {
  const { id, contactNumber } = await customerTexts(desk);
  const { id: messageId } = await queueText(leo, id);
  await query("UPDATE messages SET status = 'sending', sending_since = now(), send_at = NULL WHERE id = $1", [
    messageId,
  ]);
  await query("UPDATE conversations SET last_message_status = 'sending' WHERE id = $1", [id]);
  return { id, messageId, contactNumber };
}

/** What the sandbox keeps of the request that left before the end. */
const acceptUpstream = (contactNumber: string) =>
  sandbox.elsewhere("POST", "/messages", {
    message: "Come by any time.",
    toNumbers: [contactNumber.slice(1)],
    fromNumber: OUR_NUMBER.slice(1),
  });

describe("an answer that is lost after the provider took the text", () => {
  it.each([
    ["the connection is cut", { kind: "answerLostAfterAcceptance", lostBy: "cut" }],
    ["it says 500", { kind: "answerLostAfterAcceptance", lostBy: "500" }],
    ["the answer breaks off", { kind: "resetMidBody" }],
    ["the answer can't be read", { kind: "malformedJson" }],
  ])("is found upstream when %s: sent, exactly once, still by its author", async (_name, fault) => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await sandbox.fault({ match: POST_MESSAGES, ...fault });
    await deliverMessage(message.id);
    expect(await storedMessage(message.id)).toMatchObject({ status: "unknown", needs_decision: false });
    expect(only(await waitingJobs("settle-message")).inSeconds).toBeLessThan(60);
    await settleMessage(message.id);
    const upstream = only(await sandbox.sendsTo(contactNumber));
    expect((await messagesWith(contactNumber)).slice(1)).toMatchObject([
      { id: message.id, status: "sent", provider_message_id: upstream.id, author_id: leo.id },
    ]);
    expect(await posts()).toBe(1);
  });

  it("is found by a poll as well, and its delivery is followed", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await sandbox.fault({ match: POST_MESSAGES, kind: "answerLostAfterAcceptance" });
    await deliverMessage(message.id);
    await lookAtAccount(accountId);
    expect(await storedMessage(message.id)).toMatchObject({ status: "sent" });
    await runJobs("settle-message");
    await sandbox.setStatus(only(await sandbox.sendsTo(contactNumber)).id, "DELIVERED");
    await query(
      "UPDATE messages SET status_check_at = now() - interval '1 second' WHERE status_check_at IS NOT NULL",
    );
    await lookAtAccount(accountId);
    expect(await storedMessage(message.id)).toMatchObject({ status: "delivered" });
  });

  it("brings the customer's reply along as news when that is read on the way", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id, { archive: true });
    await sandbox.fault({ match: POST_MESSAGES, kind: "answerLostAfterAcceptance" });
    await deliverMessage(message.id);
    await sandbox.inbound({ from: contactNumber, text: "Great, thanks!" });
    await settleMessage(message.id);
    expect((await messagesWith(contactNumber)).at(-1)).toMatchObject({
      text: "Great, thanks!",
      unread: true,
    });
    expect(await conversationRow(contactNumber)).toMatchObject({ archived: false, unread_count: 2 });
  });
});

describe("a process that dies while sending", () => {
  it("finds out after its next start that the text was taken", async () => {
    const { messageId, contactNumber } = await dieWhileSending();
    await acceptUpstream(contactNumber);
    await sandbox.forgetRequests();
    await runJobs("deliver-message");
    expect(await storedMessage(messageId)).toMatchObject({ status: "unknown" });
    await runJobs("settle-message");
    expect(await storedMessage(messageId)).toMatchObject({ status: "sent", author_id: leo.id });
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
    expect(await posts()).toBe(0);
  });

  it("finds out when even the job was lost", async () => {
    const { messageId, contactNumber } = await dieWhileSending();
    await acceptUpstream(contactNumber);
    await forgetJobs();
    await query("UPDATE messages SET sending_since = now() - interval '130 seconds' WHERE id = $1", [
      messageId,
    ]);
    await keepGoing();
    await runJobs("deliver-message");
    await forgetJobs();
    await keepGoing();
    await query("UPDATE messages SET sending_since = now() - interval '30 seconds' WHERE id = $1", [
      messageId,
    ]);
    await runJobs("settle-message");
    expect(await storedMessage(messageId)).toMatchObject({ status: "sent" });
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
  });
});

describe("an answer that is lost before the provider took the text", () => {
  it("is looked for, then the agent is asked; nobody posts it again, except the agent, once", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await sandbox.fault({ match: POST_MESSAGES, kind: "status", status: 502 });
    await deliverMessage(message.id);
    for (const age of ["6 seconds", "16 seconds", "50 seconds", "3 minutes"]) {
      await query(`UPDATE messages SET sending_since = now() - interval '${age}' WHERE id = $1`, [
        message.id,
      ]);
      await runJobs("settle-message", "deliver-message");
      expect(await storedMessage(message.id)).toMatchObject({ status: "unknown", needs_decision: false });
      expect(await waitingJobs("settle-message")).toHaveLength(1);
    }
    await expect(retryMessage(leo, message.id)).rejects.toMatchObject({ code: "conflict" });
    await query("UPDATE messages SET sending_since = now() - interval '6 minutes' WHERE id = $1", [
      message.id,
    ]);
    await runJobs("settle-message");
    expect(await storedMessage(message.id)).toMatchObject({ status: "unknown", needs_decision: true });
    await keepGoing();
    await runJobs("settle-message", "deliver-message");
    expect(await posts()).toBe(1);
    expect(await sandbox.sendsTo(contactNumber)).toEqual([]);

    expect(await retryMessage(leo, message.id)).toMatchObject({ status: "queued", needsDecision: false });
    await expect(retryMessage(leo, message.id)).rejects.toMatchObject({ code: "conflict" });
    await runJobs("deliver-message");
    expect(await storedMessage(message.id)).toMatchObject({ status: "sent" });
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
  });

  it("is sent after all when it turns up while the agent is asked", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await sandbox.fault({ match: POST_MESSAGES, kind: "answerLostAfterAcceptance" });
    await deliverMessage(message.id);
    await query("UPDATE messages SET needs_decision = true WHERE id = $1", [message.id]);
    await lookAtAccount(accountId);
    expect(await storedMessage(message.id)).toMatchObject({ status: "sent", needs_decision: false });
    expect(await messagesWith(contactNumber)).toHaveLength(2);
  });
});

describe("a definite no", () => {
  it("of somebody who opted out meanwhile is failed at once, with the reason", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await sandbox.inbound({ from: contactNumber, text: "STOP" });
    await deliverMessage(message.id);
    expect(await storedMessage(message.id)).toMatchObject({ status: "failed", failure_code: "opted_out" });
    expect(await posts()).toBe(1);
    await lookAtAccount(accountId);
    await expect(retryMessage(leo, message.id)).rejects.toMatchObject({ code: "opted_out" });
  });

  it("because of a number that is none is failed, and waits for a reply again", async () => {
    const { id } = await addConversation(accountId, { contactNumber: "+442079460958" });
    const message = await queueText(leo, id);
    await deliverMessage(message.id);
    expect(await storedMessage(message.id)).toMatchObject({
      status: "failed",
      failure_code: "invalid_number",
    });
    expect(await conversationRow("+442079460958")).toMatchObject({ waiting_since: expect.any(Date) });
  });

  it("because of the password fails the send and stops the account", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const [first, second] = [await queueText(leo, id), await queueText(leo, id)];
    await sandbox.setPassword("changed");
    await deliverMessage(first.id);
    await deliverMessage(second.id);
    await sandbox.setPassword(sandbox.credentials.password);
    await query("UPDATE accounts SET state = 'live', error = NULL");
    expect(await storedMessage(first.id)).toMatchObject({
      status: "failed",
      failure_code: "account_stopped",
    });
    expect(await storedMessage(second.id)).toMatchObject({
      status: "failed",
      failure_code: "account_stopped",
    });
    expect(await posts()).toBe(1);
    await retryMessage(leo, first.id);
    await runJobs("deliver-message");
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
  });

  it("of the carrier leaves that text failed when it is sent again: two texts, one of them sent", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await deliverMessage(message.id);
    const bounced = only(await sandbox.sendsTo(contactNumber));
    await sandbox.setStatus(bounced.id, "BOUNCED");
    await lookAtAccount(accountId);
    expect(await storedMessage(message.id)).toMatchObject({ status: "failed", failure_code: "bounced" });
    await forgetJobs();

    const [first, second] = await Promise.allSettled([1, 2].map(() => retryMessage(leo, message.id)));
    expect([first?.status, second?.status].sort()).toEqual(["fulfilled", "rejected"]);
    const again = only((await messagesWith(contactNumber)).filter((one) => one.status === "queued"));
    // The list still tells of the first one, before the second has left and after it.
    await lookAtAccount(accountId);
    await runJobs("deliver-message");
    await lookAtAccount(accountId);
    const upstream = await sandbox.sendsTo(contactNumber);
    expect(upstream).toHaveLength(2);
    expect((await messagesWith(contactNumber)).slice(1)).toMatchObject([
      { status: "failed", provider_message_id: bounced.id, author_id: leo.id },
      { id: again.id, status: "sent", provider_message_id: upstream[1]?.id, author_id: leo.id },
    ]);
  });
});

describe("what is no lost answer", () => {
  it("a 429 waits as long as it says, and the text is sent once", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await forgetJobs();
    await sandbox.fault({ match: POST_MESSAGES, kind: "rateLimited", delayMs: 45_000 });
    await deliverMessage(message.id);
    expect(await storedMessage(message.id)).toMatchObject({ status: "queued" });
    expect(only(await waitingJobs("deliver-message")).inSeconds).toBeGreaterThan(40);
    // Somebody else's call sees the pause too, and doesn't even ask.
    await runJobs("deliver-message");
    expect(await posts()).toBe(1);
    expect(only(await waitingJobs("deliver-message")).inSeconds).toBeGreaterThan(30);
    await refillBudget();
    await runJobs("deliver-message");
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
    expect(await storedMessage(message.id)).toMatchObject({ status: "sent" });
  });

  it("a connection that is refused waits, and the text is sent once", async () => {
    const { id, contactNumber } = await customerTexts(desk);
    const message = await queueText(leo, id);
    await forgetJobs();
    await query("UPDATE accounts SET base_url = $1", [await closedAddress()]);
    await deliverMessage(message.id);
    await query("UPDATE accounts SET base_url = $1", [sandbox.baseUrl]);
    expect(await storedMessage(message.id)).toMatchObject({ status: "queued" });
    await runJobs("deliver-message");
    expect(await sandbox.sendsTo(contactNumber)).toHaveLength(1);
    expect(await conversationIdOf(contactNumber)).toBe(id);
  });
});

/** An address where nothing listens. */
async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}/v1`;
}
