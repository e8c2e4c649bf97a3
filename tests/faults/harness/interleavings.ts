import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { JobName } from "@/lib/db/jobs";
import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";
import { cancelMessage } from "@/lib/inbox/cancel-message";
import { markRead, markUnread } from "@/lib/inbox/mark-read";
import { retryMessage } from "@/lib/inbox/retry-message";
import { type Desk, query } from "@/tests/integration/harness/desk";
import { queueText } from "@/tests/integration/harness/sends";
import { OUR_NUMBER } from "@/tests/integration/harness/texts";
import { ELSEWHERE } from "./both-sides";
import { CALLS, FAULTS } from "./calls-and-faults";
import { work, workOn } from "./settle";

/** One thing that happens, as data, so that a failure can be read and made smaller. */
export type Step =
  | { do: "a customer texts"; customer: number; words: string | null; webhooks: number }
  | { do: "webhooks arrive"; order: string; copies: number }
  | { do: "an agent sends"; customer: number; words: string | null; archive: boolean }
  | { do: "an agent undoes" | "an agent retries" }
  | { do: "an agent"; customer: number; what: "archives" | "restores" | "reads" | "unreads" }
  | { do: "elsewhere"; customer: number; what: "archive" | "restore" | "read" | "unread" | "send" }
  | { do: "fault"; call: keyof typeof CALLS; fault: string; times: number }
  | { do: "faults end" | "time passes" }
  | { do: "job"; name: JobName }
  | { do: "at once"; steps: Step[] };

/** Those that take no time of their own. */
const QUICK_FAULTS = Object.keys(FAULTS).filter((name) => !/no answer comes|nothing else|is slow/.test(name));
const CALL_NAMES: (keyof typeof CALLS)[] = [
  "sending a text",
  "archiving",
  "restoring",
  "marking as read",
  "marking as unread",
  "listing messages",
  "listing conversations",
  "reading a thread",
];
const JOBS: JobName[] = [
  "process-webhook-event",
  "deliver-message",
  "settle-message",
  "push-archived",
  "push-read-marks",
  "poll-account",
];

const customer = fc.nat({ max: 2 });
const single: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("a customer texts" as const),
      customer,
      // Null: words nobody else says.
      words: fc.constantFrom(null, null, null, "OK", "OK", "", "STOP", "START"),
      webhooks: fc.constantFrom(0, 1, 1, 3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("webhooks arrive" as const),
      order: fc.constantFrom("oldestFirst", "newestFirst", "together"),
      copies: fc.constantFrom(1, 2),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("an agent sends" as const),
      customer,
      words: fc.constantFrom(null, null, "Fine", "Fine"),
      archive: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("an agent undoes" as const, "an agent retries" as const) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("an agent" as const),
      customer,
      what: fc.constantFrom("archives" as const, "restores" as const, "reads" as const, "unreads" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("elsewhere" as const),
      customer,
      what: fc.constantFrom(
        "archive" as const,
        "restore" as const,
        "read" as const,
        "unread" as const,
        "send" as const,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("fault" as const),
      call: fc.constantFrom(...CALL_NAMES),
      fault: fc.constantFrom(...QUICK_FAULTS),
      times: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("faults end" as const, "time passes" as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("job" as const), name: fc.constantFrom(...JOBS) }) },
);

/** What may happen in one go: mostly one thing after the other, sometimes several at the same time. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: single },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("at once" as const),
        steps: fc.array(single, { minLength: 2, maxLength: 4 }),
      }),
    },
  ),
  { minLength: 10, maxLength: 45, size: "max" },
);

/** Does one step. People may be refused, and other programs may fail as we do: neither is a fault of ours. */
export async function take(desk: Desk, agent: Actor, numbers: string[], step: Step): Promise<void> {
  switch (step.do) {
    case "a customer texts":
      await desk.sandbox.inbound({
        from: numbers[step.customer] ?? "",
        text: step.words ?? `Text ${randomUUID()}`,
        ...(step.words === "" && { picture: "wheel" }),
        webhook: step.webhooks,
      });
      return;
    case "webhooks arrive":
      await desk.sandbox.control("POST", "/webhooks/release", { order: step.order, copies: step.copies });
      return;
    case "an agent sends":
      return withConversation(numbers[step.customer], (id) =>
        queueText(agent, id, { text: step.words ?? `Answer ${randomUUID()}`, archive: step.archive }),
      );
    case "an agent undoes":
      return withMessage("status = 'queued'", (id) => cancelMessage(agent, id));
    case "an agent retries":
      return withMessage("status = 'failed' OR needs_decision", (id) => retryMessage(agent, id));
    case "an agent":
      return withConversation(numbers[step.customer], (id) => agentDoes[step.what](agent, id));
    case "elsewhere":
      await elsewhere(desk, numbers[step.customer] ?? "", step.what).catch(() => undefined);
      return;
    case "fault":
      return desk.sandbox.fault({ match: CALLS[step.call], ...FAULTS[step.fault], times: step.times });
    case "faults end":
      return desk.sandbox.endFaults();
    case "time passes":
      return work();
    case "job":
      return workOn(step.name);
    case "at once":
      await Promise.all(step.steps.map((one) => take(desk, agent, numbers, one)));
  }
}

const agentDoes = {
  archives: archiveConversation,
  restores: restoreConversation,
  reads: markRead,
  unreads: markUnread,
};

async function withConversation(
  number: string | undefined,
  act: (id: string) => Promise<unknown>,
): Promise<void> {
  const [row] = await query<{ id: string }>("SELECT id FROM conversations WHERE contact_number = $1", [
    number,
  ]);
  if (row) await act(row.id).catch(ignoreRefusal);
}

async function withMessage(condition: string, act: (id: string) => Promise<unknown>): Promise<void> {
  const [row] = await query<{ id: string }>(
    `SELECT id FROM messages WHERE direction = 'outbound' AND (${condition}) ORDER BY created_at DESC LIMIT 1`,
  );
  if (row) await act(row.id).catch(ignoreRefusal);
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}

async function elsewhere({ sandbox }: Desk, number: string, what: string): Promise<void> {
  const path = `/conversations/conversation/${OUR_NUMBER.slice(1)}/${number.slice(1)}`;
  if (what === "archive" || what === "restore") await sandbox.elsewhere("POST", `${path}/${what}`);
  if (what === "read") await sandbox.elsewhere("GET", `${path}?size=200&read=true`);
  if (what === "unread") {
    const { messages } = await sandbox.state();
    const newest = messages.findLast((one) => one.inbound && `+${one.contactNumber}` === number);
    await sandbox.elsewhere("POST", "/conversations/messages/unread", { idList: newest ? [newest.id] : [] });
  }
  if (what === "send") {
    await sandbox.elsewhere("POST", "/messages", {
      message: `${ELSEWHERE}: ${randomUUID()}`,
      toNumbers: [number.slice(1)],
      fromNumber: OUR_NUMBER.slice(1),
      strictValidation: true,
    });
  }
}
