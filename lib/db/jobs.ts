import { z } from "zod";
import { database, type Transaction } from "./database";

/** Every job there is. `lib/jobs/tasks` has one task for each. */
export const jobNames = [
  "process-webhook-event",
  "deliver-message",
  "settle-message",
  "push-archived",
  "push-read-marks",
  "sync-account",
  "poll-account",
  "load-thread",
  "ensure-webhook",
] as const;

export type JobName = (typeof jobNames)[number];

type OfAccount = { accountId: string };
type OfConversation = { conversationId: string };
type OfMessage = { messageId: string };

/** What each job is told. */
export type Jobs = {
  "process-webhook-event": { eventId: string };
  "deliver-message": OfMessage;
  "settle-message": OfMessage;
  "push-archived": OfConversation;
  "push-read-marks": OfAccount;
  "sync-account": OfAccount;
  "poll-account": OfAccount;
  "load-thread": OfConversation;
  "ensure-webhook": OfAccount;
};

const ofAccount = z.object({ accountId: z.string() });
const ofConversation = z.object({ conversationId: z.string() });
const ofMessage = z.object({ messageId: z.string() });

/** The same, for reading it back from the queue. */
export const jobPayloads: { [Name in JobName]: z.ZodType<Jobs[Name]> } = {
  "process-webhook-event": z.object({ eventId: z.string() }),
  "deliver-message": ofMessage,
  "settle-message": ofMessage,
  "push-archived": ofConversation,
  "push-read-marks": ofAccount,
  "sync-account": ofAccount,
  "poll-account": ofAccount,
  "load-thread": ofConversation,
  "ensure-webhook": ofAccount,
};

/** Smaller goes first: what a person waits for before what only keeps us up to date. */
const priority: Record<JobName, number> = {
  "process-webhook-event": -10,
  "deliver-message": -10,
  "load-thread": -8,
  "settle-message": -5,
  "push-archived": 0,
  "push-read-marks": 0,
  "poll-account": -2,
  "ensure-webhook": 1,
  "sync-account": 5,
};

type Timing = {
  runAt?: Date;
  /** When the same job waits already: `keep` its time, `move` it to this one (the default), or take the `sooner` of both. */
  ifWaiting?: "keep" | "move" | "sooner";
};

/**
 * Adds a job, in the transaction of the row it's about. A job is named by what it's about: of the same name and
 * payload only one waits at a time.
 */
export async function addJob<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: Jobs[Name],
  timing: Timing = {},
): Promise<void> {
  const key = [name, ...Object.values(payload)].join(":");
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      identifier := ${name},
      payload := ${JSON.stringify(payload)}::json,
      queue_name := ${queueOf(name, payload)},
      run_at := ${timing.runAt ?? null}::timestamptz,
      job_key := ${key},
      job_key_mode := ${timing.ifWaiting === "keep" || timing.ifWaiting === "sooner" ? "preserve_run_at" : "replace"},
      priority := ${priority[name]}::int,
      max_attempts := 25
    )`;
  if (timing.ifWaiting !== "sooner") return;
  await tx.$executeRaw`
    UPDATE graphile_worker._private_jobs
    SET run_at = least(run_at, coalesce(${timing.runAt ?? null}::timestamptz, now()))
    WHERE key = ${key} AND locked_at IS NULL`;
}

/** Adds a job by itself. */
export async function addJobNow<Name extends JobName>(
  name: Name,
  payload: Jobs[Name],
  timing: Timing = {},
): Promise<void> {
  await addJob(database(), name, payload, timing);
}

/**
 * Jobs of one queue run one after the other. What works through an account must not overlap itself; two opposite
 * pushes for one conversation must arrive in their order (sixteen queues are enough to keep them from waiting long).
 */
function queueOf<Name extends JobName>(name: Name, payload: Jobs[Name]): string | null {
  if ("accountId" in payload) return `${name}:${payload.accountId}`;
  if (name === "push-archived" && "conversationId" in payload)
    return `${name}:${payload.conversationId.at(-1)}`;
  return null;
}
