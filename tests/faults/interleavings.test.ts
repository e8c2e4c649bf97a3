import fc from "fast-check";
import { it } from "vitest";
import { addPerson } from "@/tests/integration/harness/people";
import { newNumber } from "@/tests/integration/harness/texts";
import { expectBothSidesEqual } from "./harness/both-sides";
import { openFaultDesk, startAfresh } from "./harness/fault-desk";
import { steps, take } from "./harness/interleavings";
import { isLongForm } from "./harness/long-form";
import { settle } from "./harness/settle";

const RUNS = isLongForm ? 300 : 8;
/** The same every time in `npm test`; in the long form another each time, named when something fails. */
const SEED = isLongForm ? Number(process.env.REPLYDESK_FAULTS_SEED ?? Date.now() % 1_000_000) : 20;

const desk = await openFaultDesk();
const leo = await addPerson();

it(`whatever people, customers, webhooks and the network do in whatever order: both sides end up equal (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      await startAfresh(desk);
      const numbers = [newNumber(), newNumber(), newNumber()];
      for (const step of story) await take(desk, leo, numbers, step);
      await desk.sandbox.endFaults();
      await settle(desk);
      await expectBothSidesEqual(desk);
    }),
    { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: isLongForm ? 900_000 : 100_000 },
  );
}, 1_000_000);
