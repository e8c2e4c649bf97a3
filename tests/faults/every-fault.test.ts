import { expect, it } from "vitest";
import { addPerson } from "@/tests/integration/harness/people";
import { expectBothSidesEqual } from "./harness/both-sides";
import { CALLS, FAULTS, SITS_OUT } from "./harness/calls-and-faults";
import { openFaultDesk } from "./harness/fault-desk";
import { withoutPatience } from "./harness/impatience";
import { isLongForm } from "./harness/long-form";
import { settle, work } from "./harness/settle";
import { prepareMinute } from "./harness/story";
import { hasFaultsLeft, struckCalls } from "./harness/struck-calls";

const desk = await openFaultDesk();
const leo = await addPerson();

/** Five in a row: more often than a call is repeated, where it may be, before its job comes back later. */
const STRIKES = isLongForm ? [1, 2, 3, 4, 5, 9] : [5];
/** Each gives every call another fault; eight give every call half of them, and every fault to half of the calls. */
const ARRANGEMENTS = isLongForm ? 16 : 6;
const ROUNDS = 50;

const faults = Object.entries(FAULTS);

/** @param faultOf what strikes the call of that place in CALLS */
async function expectRecovery(faultOf: (place: number) => object | undefined): Promise<void> {
  const minute = await prepareMinute(desk, leo);
  const { sandbox } = desk;
  await sandbox.forgetRequests();
  await sandbox.fault(...Object.values(CALLS).map((match, place) => ({ match, ...faultOf(place) })));
  await withoutPatience(async () => {
    await minute();
    for (let round = 0; round < ROUNDS && (await hasFaultsLeft(sandbox)); round += 1) await work();
  });
  expect(await struckCalls(sandbox)).toEqual(Object.keys(CALLS));
  await sandbox.endFaults();
  await settle(desk);
  await expectBothSidesEqual(desk);
}

it.each(
  STRIKES.flatMap((times) => Array.from({ length: ARRANGEMENTS }, (_, shift) => [times, shift] as const)),
)(
  "another fault for every kind of call, %d times each (arrangement %d): both sides end up equal",
  async (times, shift) => {
    await expectRecovery((place) => {
      const [name, fault] = faults[(2 * place + shift) % faults.length] ?? [];
      return { ...fault, times: name === SITS_OUT ? 1 : times };
    });
  },
);

it.each(
  isLongForm
    ? faults.flatMap(([name, fault]) =>
        (name === SITS_OUT ? [1] : STRIKES).map((times) => [name, times, fault] as const),
      )
    : [],
)("%s (%d times for every kind of call): both sides end up equal", async (_name, times, fault) => {
  await expectRecovery(() => ({ ...fault, times }));
});
