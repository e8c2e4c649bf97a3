import { describe, expect, it } from "vitest";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { markRead } from "@/lib/inbox/mark-read";
import { query } from "@/tests/integration/harness/desk";
import { addPerson } from "@/tests/integration/harness/people";
import { queueText } from "@/tests/integration/harness/sends";
import {
  conversationIdOf,
  conversationRow,
  messagesWith,
  newNumber,
  OUR_NUMBER,
} from "@/tests/integration/harness/texts";
import { expectBothSidesEqual } from "./harness/both-sides";
import { openFaultDesk } from "./harness/fault-desk";
import { isLongForm } from "./harness/long-form";
import { settle, work } from "./harness/settle";

const MINUTE_MS = 60_000;
const MINUTES = isLongForm ? [-14, -7, -3, -1, 1, 3, 7, 14] : [-7, 7];

const desk = await openFaultDesk();
const { sandbox } = desk;
const leo = await addPerson();

const release = (how: object = {}) => sandbox.control("POST", "/webhooks/release", how);

describe.each(MINUTES)("with the provider's clock %d minutes away from ours", (minutes) => {
  /** The account is connected while the clocks differ, as it would be. */
  async function connect(): Promise<void> {
    await sandbox.control("POST", "/clock", { aheadMs: minutes * MINUTE_MS });
    await query(`UPDATE accounts SET state = 'backfilling', backfill_phase = 'conversations', polled_up_to = NULL,
      backfilled_down_to = NULL`);
    await settle(desk);
  }

  it("texts arrive as news, once, announced or not, and bring archived conversations back", async () => {
    await connect();
    const [announced, missed, both] = [newNumber(), newNumber(), newNumber()];
    const everybody = [announced, missed, both];
    const textAll = async (text: string) => {
      await sandbox.inbound({ from: announced, text });
      await release();
      await work();
      await sandbox.inbound({ from: missed, text, webhook: false });
      await sandbox.inbound({ from: both, text, webhook: 3 });
      await work();
      await release({ order: "together" });
      await settle(desk);
      await expectBothSidesEqual(desk);
    };
    await textAll("Hello?");
    for (const from of everybody) {
      expect(await messagesWith(from)).toMatchObject([{ text: "Hello?", unread: true }]);
      await markRead(leo, await conversationIdOf(from));
      await archiveConversation(leo, await conversationIdOf(from));
    }
    await settle(desk);
    await expectBothSidesEqual(desk);
    await textAll("Hello again");
    expect(await Promise.all(everybody.map(conversationRow))).toMatchObject(
      everybody.map((contact_number) => ({ contact_number, archived: false, unread_count: 1 })),
    );
  });

  it("sends whose answers were lost are found, others are followed until they are delivered", async () => {
    await connect();
    const from = newNumber();
    await sandbox.inbound({ from, text: "Is it ready?" });
    await release();
    await settle(desk);
    const id = await conversationIdOf(from);
    await sandbox.fault({
      match: { method: "POST", path: "^/messages$" },
      kind: "answerLostAfterAcceptance",
    });
    await queueText(leo, id, { text: "It is ready." });
    await work();
    expect(await sandbox.pendingFaults()).toBe(0);
    await queueText(leo, id, { text: "And paid for." });
    await settle(desk);
    await expectBothSidesEqual(desk);
    expect((await messagesWith(from)).slice(1)).toMatchObject([
      { text: "It is ready.", status: "delivered", author_id: leo.id },
      { text: "And paid for.", status: "delivered", author_id: leo.id },
    ]);
  });

  it("the same words twice stay two texts", async () => {
    await connect();
    const from = newNumber();
    for (const text of ["OK", "OK"]) await sandbox.inbound({ from, text });
    await release({ copies: 2 });
    await settle(desk);
    const id = await conversationIdOf(from);
    await sandbox.fault({
      match: { method: "POST", path: "^/messages$" },
      kind: "answerLostAfterAcceptance",
    });
    for (const text of ["Fine", "Fine"]) await queueText(leo, id, { text });
    await sandbox.inbound({ from, text: "OK" });
    await release({ copies: 2 });
    await settle(desk);
    await expectBothSidesEqual(desk);
    expect((await messagesWith(from)).map((message) => message.text).sort()).toEqual([
      "Fine",
      "Fine",
      "OK",
      "OK",
      "OK",
    ]);
  });

  it("what changes on the provider's own screens arrives", async () => {
    await connect();
    const from = newNumber();
    await sandbox.inbound({ from, text: "Hi" });
    await settle(desk);
    const path = `/conversations/conversation/${OUR_NUMBER.slice(1)}/${from.slice(1)}`;
    await sandbox.elsewhere("POST", `${path}/archive`);
    await sandbox.elsewhere("GET", `${path}?read=true`);
    await settle(desk);
    await expectBothSidesEqual(desk);
    expect(await conversationRow(from)).toMatchObject({ archived: true, unread_count: 0 });
  });
});

it("webhooks whose clock is minutes away from that of the lists announce texts once all the same", async () => {
  for (const minutes of MINUTES) {
    await sandbox.setWebhooks({ mode: "hold", clockSkewMs: minutes * MINUTE_MS });
    const [first, second] = [newNumber(), newNumber()];
    await sandbox.inbound({ from: first, text: "Announced before it is listed" });
    await release({ copies: 2 });
    await work();
    await sandbox.inbound({ from: second, text: "Listed before it is announced" });
    await work();
    await release({ copies: 2 });
    await settle(desk);
    await expectBothSidesEqual(desk);
  }
});
