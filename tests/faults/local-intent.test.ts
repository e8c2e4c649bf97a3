import { expect, it, vi } from "vitest";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";
import { markRead, markUnread } from "@/lib/inbox/mark-read";
import { addPerson } from "@/tests/integration/harness/people";
import { conversationRow, OUR_NUMBER } from "@/tests/integration/harness/texts";
import { expectBothSidesEqual } from "./harness/both-sides";
import { CALLS, FAULTS } from "./harness/calls-and-faults";
import { openFaultDesk } from "./harness/fault-desk";
import { isLongForm } from "./harness/long-form";
import { settle, work, workOn } from "./harness/settle";
import { openThreads } from "./harness/story";

const desk = await openFaultDesk();
const { sandbox } = desk;
const [leo, sam] = [await addPerson("Leo Brandt"), await addPerson("Sam Whitlock")];

const PUSHES = [CALLS.archiving, CALLS.restoring, CALLS["marking as read"], CALLS["marking as unread"]];
const TROUBLES = [
  "the answer is lost with the connection, after the work",
  "it says 500",
  ...(isLongForm ? ["it says 500 after the work", "it says 429 and for longer than anybody waits"] : []),
];
const TURNS = isLongForm ? 6 : 2;

it.each(TROUBLES)(
  "two agents who disagree end up with what the later one wanted, on both sides, when %s",
  async (trouble) => {
    const threads = await openThreads(desk, 4);
    await sandbox.fault(...PUSHES.map((match) => ({ match, ...FAULTS[trouble], times: 0 })));
    // Back and forth, with and without a try in between, to each of the four ends.
    for (const [index, { id }] of threads.entries()) {
      for (let turn = 0; turn < TURNS + (index % 2); turn += 1) {
        await Promise.all([archiveConversation(leo, id), markRead(leo, id)]);
        if (turn % 2 === index % 2) await work();
        await Promise.all([restoreConversation(sam, id), markUnread(sam, id)]);
        if (turn % 3 === 0) await work();
      }
      if (index === 1 || index === 3) await archiveConversation(leo, id);
      if (index === 2 || index === 3) await markRead(sam, id);
    }
    await work();
    await sandbox.endFaults();
    await settle(desk);
    await expectBothSidesEqual(desk);
    const { conversations } = await sandbox.state();
    const ends = threads.map(({ contactNumber }) => {
      const there = conversations.find((one) => `+${one.contactNumber}` === contactNumber);
      return [there?.archived, there?.unreadCount === 0];
    });
    expect(ends).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ]);
  },
);

it("what people here want stands against what is changed elsewhere before the provider has it, and not after", async () => {
  const [early, late] = await openThreads(desk, 2);
  if (!early || !late) throw new Error("a conversation is missing");
  const restoreElsewhere = (contactNumber: string) =>
    sandbox.elsewhere(
      "POST",
      `/conversations/conversation/${OUR_NUMBER.slice(1)}/${contactNumber.slice(1)}/restore`,
    );
  await sandbox.fault({ match: CALLS.archiving, kind: "cut", times: 0 });
  await archiveConversation(leo, early.id);
  await work();
  await restoreElsewhere(early.contactNumber);
  await work();
  expect(await conversationRow(early.contactNumber)).toMatchObject({ archived: true });
  await sandbox.endFaults();
  await archiveConversation(leo, late.id);
  await settle(desk);
  await restoreElsewhere(late.contactNumber);
  await settle(desk);
  await expectBothSidesEqual(desk);
  const archived = (await sandbox.state()).conversations.filter((one) => one.archived);
  expect(archived.map((one) => `+${one.contactNumber}`)).toEqual([early.contactNumber]);
});

it("a change that is overtaken while it is on its way doesn't count as the last word", async () => {
  const [placed, marked] = await openThreads(desk, 2);
  if (!placed || !marked) throw new Error("a conversation is missing");
  await sandbox.fault(
    { match: CALLS.archiving, kind: "delay", delayMs: 400 },
    { match: CALLS["marking as read"], kind: "delay", delayMs: 400 },
  );
  await archiveConversation(leo, placed.id);
  await markRead(leo, marked.id);
  const pushing = workOn("push-archived", "push-read-marks");
  await vi.waitFor(async () => expect(await sandbox.pendingFaults()).toBe(0));
  await restoreConversation(sam, placed.id);
  await markUnread(sam, marked.id);
  await pushing;
  await settle(desk);
  await expectBothSidesEqual(desk);
  expect((await sandbox.state()).conversations).toMatchObject([
    { archived: false, unreadCount: 1 },
    { archived: false, unreadCount: 1 },
  ]);
});

it.each(["cut", "500"])("a change whose answer was lost (%s) is taken back there too", async (lostBy) => {
  const [placed, marked] = await openThreads(desk, 2);
  if (!placed || !marked) throw new Error("a conversation is missing");
  await sandbox.fault(
    ...PUSHES.map((match) => ({ match, kind: "answerLostAfterAcceptance", lostBy, times: 0 })),
  );
  await archiveConversation(leo, placed.id);
  await markRead(leo, marked.id);
  await workOn("push-archived", "push-read-marks");
  expect((await sandbox.state()).conversations).toMatchObject([{ archived: true }, { unreadCount: 0 }]);
  await restoreConversation(leo, placed.id);
  await markUnread(leo, marked.id);
  await sandbox.endFaults();
  await settle(desk);
  await expectBothSidesEqual(desk);
  expect((await sandbox.state()).conversations).toMatchObject([
    { archived: false, unreadCount: 1 },
    { archived: false, unreadCount: 1 },
  ]);
});
