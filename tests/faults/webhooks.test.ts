import { describe, expect, it } from "vitest";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { markRead } from "@/lib/inbox/mark-read";
import { query } from "@/tests/integration/harness/desk";
import { addPerson } from "@/tests/integration/harness/people";
import { queueText } from "@/tests/integration/harness/sends";
import { conversationRow, newNumber } from "@/tests/integration/harness/texts";
import { expectBothSidesEqual } from "./harness/both-sides";
import { openFaultDesk } from "./harness/fault-desk";
import { isLongForm } from "./harness/long-form";
import { settle, work } from "./harness/settle";
import { openThreads } from "./harness/story";

const HOUR_MS = 3_600_000;

const desk = await openFaultDesk();
const { sandbox } = desk;
const leo = await addPerson();

const release = (how: object = {}) => sandbox.control("POST", "/webhooks/release", how);

/** Some customers, each with a text, the same text again, and a photo with no words. */
async function customersText(fields: object = {}, customers = 3): Promise<void> {
  for (let number = 0; number < customers; number += 1) {
    const from = newNumber();
    await sandbox.inbound({ from, text: "Hello?", ...fields });
    await sandbox.inbound({ from, text: "Hello?", ...fields });
    await sandbox.inbound({ from, text: "", picture: "wheel", ...fields });
  }
}

describe("webhooks", () => {
  it("that never come are made up for", async () => {
    await customersText({ webhook: false });
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it("of which every third is missing are made up for", async () => {
    await sandbox.setWebhooks({ mode: "hold", missEvery: 3 });
    await customersText();
    await release();
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it.each(isLongForm ? ["together", "oldestFirst", "newestFirst"] : ["newestFirst"])(
    "that come fifty times, %s, before the list: each text is there once",
    async (order) => {
      await customersText({}, 1);
      await release({ order, copies: 50 });
      await settle(desk);
      await expectBothSidesEqual(desk);
    },
  );

  it("that come fifty times at once while jobs run and the list is read", async () => {
    await customersText({}, 1);
    await Promise.all([release({ order: "together", copies: 50 }), work()]);
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it("that come in the wrong order, with an opt-out and an opt-in among them", async () => {
    const [out, back] = [newNumber(), newNumber()];
    for (const [from, words] of [
      [out, ["Hi", "START", "STOP"]],
      [back, ["Hi", "STOP", "START"]],
    ] as const) {
      for (const text of words) await sandbox.inbound({ from, text });
    }
    await release({ order: "newestFirst" });
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it("that come after the list brought their texts, twice", async () => {
    await customersText();
    await settle(desk);
    await release({ copies: 2, order: "together" });
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it("that come an hour late, for texts that were answered, read and archived meanwhile", async () => {
    // As after an hour in which nothing was looked at: the next look reads that far back.
    await query("UPDATE accounts SET polled_up_to = now() - interval '61 minutes'");
    await customersText({ agoMs: HOUR_MS });
    await settle(desk);
    const [answered, archived, read] = await query<{ id: string }>(
      "SELECT id FROM conversations ORDER BY id",
    );
    if (!answered || !archived || !read) throw new Error("a conversation is missing");
    await queueText(leo, answered.id, { archive: true });
    await archiveConversation(leo, archived.id);
    await markRead(leo, read.id);
    await settle(desk);
    await release({ order: "newestFirst" });
    await settle(desk);
    await expectBothSidesEqual(desk);
    expect(await query("SELECT id FROM conversations WHERE archived OR unread_count = 0")).toHaveLength(3);
  });

  it("that come an hour late are the first to tell of a text, and it is completed", async () => {
    await customersText({ agoMs: HOUR_MS });
    await release();
    await settle(desk);
    await expectBothSidesEqual(desk);
  });

  it("bring a conversation back that was archived when the text came, on both sides, and only then", async () => {
    const [thread] = await openThreads(desk, 1);
    if (!thread) throw new Error("a conversation is missing");
    await archiveConversation(leo, thread.id);
    await settle(desk);
    await sandbox.inbound({ from: thread.contactNumber, text: "One more thing" });
    await release({ copies: 3, order: "together" });
    await settle(desk);
    await expectBothSidesEqual(desk);
    expect(await conversationRow(thread.contactNumber)).toMatchObject({ archived: false, unread_count: 2 });
    await archiveConversation(leo, thread.id);
    await release({ copies: 3, order: "together" });
    await settle(desk);
    await expectBothSidesEqual(desk);
    expect(await conversationRow(thread.contactNumber)).toMatchObject({ archived: true });
  });

  it("that meet a closed door are delivered later, and change nothing that is known by then", async () => {
    const account = await query<{ webhook_token: string }>("SELECT webhook_token FROM accounts");
    await query("UPDATE accounts SET webhook_token = 'elsewhere'");
    await customersText();
    await release();
    await settle(desk);
    await query("UPDATE accounts SET webhook_token = $1", [account[0]?.webhook_token]);
    await sandbox.advance(2_000);
    await settle(desk);
    await expectBothSidesEqual(desk);
  });
});
