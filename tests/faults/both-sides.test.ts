import { describe, expect, it } from "vitest";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { query } from "@/tests/integration/harness/desk";
import { addPerson } from "@/tests/integration/harness/people";
import { queueText } from "@/tests/integration/harness/sends";
import { OUR_NUMBER } from "@/tests/integration/harness/texts";
import { expectBothSidesEqual } from "./harness/both-sides";
import { openFaultDesk } from "./harness/fault-desk";
import { settle } from "./harness/settle";
import { openThreads } from "./harness/story";

const desk = await openFaultDesk();
const leo = await addPerson();

/** One of everything that is compared. */
async function talk(): Promise<void> {
  const [thread] = await openThreads(desk, 1);
  if (!thread) throw new Error("the conversation is missing");
  await queueText(leo, thread.id);
  await desk.sandbox.inbound({ from: thread.contactNumber, text: "Any news?", picture: "tire" });
  await desk.sandbox.control("POST", "/webhooks/release");
  await archiveConversation(leo, thread.id);
  await settle(desk);
}

describe("the comparison of both sides", () => {
  it("finds nothing after a good day", async () => {
    await talk();
    await expectBothSidesEqual(desk);
  });

  it.each([
    ["a lost text", "DELETE FROM messages WHERE text = 'Any news?'"],
    ["a changed text", "UPDATE messages SET text = 'Any booze?' WHERE text = 'Any news?'"],
    ["a wrong time", "UPDATE messages SET at = at + interval '1 millisecond' WHERE text = 'Any news?'"],
    ["a lost picture", "UPDATE messages SET media = '[]' WHERE text = 'Any news?'"],
    ["a wrong state of delivery", "UPDATE messages SET status = 'sent' WHERE status = 'delivered'"],
    ["a text without its author", "UPDATE messages SET author_id = NULL WHERE direction = 'outbound'"],
    ["a conversation that is archived here only", "UPDATE conversations SET archived = NOT archived"],
    ["one that is read here only", "UPDATE conversations SET unread_count = 0"],
    ["one that has opted out here only", "UPDATE contacts SET opted_out = true"],
    ["a change that was never pushed", "UPDATE pushes SET done_at = NULL"],
    ["a webhook that wasn't understood", "UPDATE webhook_events SET status = 'quarantined'"],
    [
      "a text that is shown twice",
      `INSERT INTO messages (account_id, conversation_id, direction, text, status, at)
       SELECT account_id, conversation_id, direction, text, status, at FROM messages WHERE text = 'Any news?'`,
    ],
  ])("finds %s", async (_name, tampering) => {
    await talk();
    await query(tampering);
    await expect(expectBothSidesEqual(desk)).rejects.toThrow();
  });

  it("finds a text that was sent twice, though only one of them is ours", async () => {
    const [thread] = await openThreads(desk, 1);
    await desk.sandbox.elsewhere("POST", "/messages", {
      message: "Once more",
      toNumbers: [thread?.contactNumber.slice(1)],
      fromNumber: OUR_NUMBER.slice(1),
    });
    await settle(desk);
    await expect(expectBothSidesEqual(desk)).rejects.toThrow("was sent by nobody");
  });
});
