import fc from "fast-check";
import { expect, it } from "vitest";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";
import { assignConversation } from "@/lib/inbox/assign-conversation";
import { cancelMessage } from "@/lib/inbox/cancel-message";
import { countConversations, foldCounts } from "@/lib/inbox/count-conversations";
import { ingestConversations } from "@/lib/inbox/ingest/ingest-conversations";
import { ingestMessages } from "@/lib/inbox/ingest/ingest-messages";
import { markRead, markUnread } from "@/lib/inbox/mark-read";
import { sendMessage } from "@/lib/inbox/send-message";
import { DomainError } from "@/lib/domain/errors";
import { randomUUID } from "node:crypto";
import { expectConsistency } from "./harness/consistency";
import { openDesk, query } from "./harness/desk";
import { addPerson } from "./harness/people";
import { addConversation, announce, announcementOf, listedText, OUR_NUMBER } from "./harness/texts";

const { accountId } = await openDesk();
const leo = await addPerson("Leo Brandt");
const sam = await addPerson("Sam Whitlock");
const conversations = await Promise.all(Array.from({ length: 4 }, () => addConversation(accountId)));

type Conversation = { id: string; contactNumber: string };

/** Everything that moves a conversation from one view to another, or changes what its row shows. */
const actions: Record<string, (conversation: Conversation) => Promise<unknown>> = {
  announced: ({ contactNumber }) => announce(accountId, announcementOf(listedText({ contactNumber }))),
  listed: ({ contactNumber }) => ingestMessages(accountId, [listedText({ contactNumber })], "live"),
  stop: ({ contactNumber }) =>
    announce(accountId, announcementOf(listedText({ contactNumber, text: "STOP", optedOut: true }))),
  start: ({ contactNumber }) =>
    announce(accountId, announcementOf(listedText({ contactNumber, text: "START", optedOut: false }))),
  answeredElsewhere: ({ contactNumber }) =>
    ingestMessages(accountId, [listedText({ contactNumber, direction: "outbound" })], "live"),
  failedElsewhere: ({ contactNumber }) =>
    ingestMessages(
      accountId,
      [listedText({ contactNumber, direction: "outbound", status: "failed", text: "Failed" })],
      "live",
    ),
  archive: ({ id }) => archiveConversation(leo, id),
  restore: ({ id }) => restoreConversation(sam, id),
  read: ({ id }) => markRead(leo, id),
  unread: ({ id }) => markUnread(sam, id),
  assign: ({ id }) => assignConversation(leo, id, sam.id),
  unassign: ({ id }) => assignConversation(leo, id, null),
  send: ({ id }) => send(id, false),
  sendAndArchive: ({ id }) => send(id, true),
  takeBack: async ({ id }) => {
    const queued = await query<{ id: string }>(
      "SELECT id FROM messages WHERE conversation_id = $1 AND status = 'queued' LIMIT 1",
      [id],
    );
    for (const message of queued) await cancelMessage(leo, message.id);
  },
  archivedElsewhere: ({ contactNumber }) => sweep(contactNumber, { archived: true }),
  readElsewhere: ({ contactNumber }) => sweep(contactNumber, { unreadCount: 0 }),
  unreadElsewhere: ({ contactNumber }) => sweep(contactNumber, { unreadCount: 2 }),
  pushed: () => query("UPDATE pushes SET done_at = now() - interval '1 hour' WHERE done_at IS NULL"),
  fold: () => foldCounts(),
};

const send = (id: string, archive: boolean) =>
  sendMessage(leo, id, { clientId: randomUUID(), text: "On it.", archive });

const sweep = (contactNumber: string, state: { archived?: boolean; unreadCount?: number }) =>
  ingestConversations(
    accountId,
    [
      {
        userNumber: OUR_NUMBER,
        contactNumber,
        contactName: null,
        archived: false,
        unreadCount: 1,
        optedOut: false,
        lastMessageAt: new Date(),
        ...state,
      },
    ],
    new Date(),
    "live",
  );

const step = fc.record({
  action: fc.constantFrom(...Object.keys(actions)),
  on: fc.constantFrom(...conversations),
});

it("columns and counters tell the truth after any row of things, some of them at the same time", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
      async (rounds) => {
        for (const round of rounds) {
          await Promise.all(round.map(({ action, on }) => perform(action, on)));
        }
        await expectConsistency();
      },
    ),
    { numRuns: 30, seed: 20_261_120 },
  );
  const counts = await countConversations(sam);
  const mine = await query("SELECT 1 FROM conversations WHERE assignee_id = $1 AND NOT archived", [sam.id]);
  expect(counts.mine.total).toBe(mine.length);
  expect(counts.all.total).toBe(conversations.length);
}, 60_000);

async function perform(action: string, on: Conversation): Promise<void> {
  try {
    await actions[action]?.(on);
  } catch (error) {
    // Refusals (opted out, too late to undo) belong to it.
    if (!(error instanceof DomainError)) throw error;
  }
}
