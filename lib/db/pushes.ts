import { database, type Transaction } from "./database";

export type PushField = "archived" | "read";

/** A change made here that the provider is to be told of. */
export type Push = {
  conversationId: string;
  field: PushField;
  desired: boolean;
  version: number;
  createdAt: Date;
  /** How often the provider was called since it last confirmed anything: above 0, what it has is uncertain. */
  attempts: number;
};

/**
 * The latest intent replaces the one before it: only what people want now is pushed. Attempts whose outcome nobody
 * knows still count, so that the opposite wish isn't taken for what the provider has anyway.
 */
export async function requestPush(
  tx: Transaction,
  push: { conversationId: string; field: PushField; desired: boolean; userId: string | null },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO pushes (conversation_id, field, desired, user_id)
    VALUES (${push.conversationId}::uuid, ${push.field}::"PushField", ${push.desired}, ${push.userId}::uuid)
    ON CONFLICT (conversation_id, field) DO UPDATE SET
      desired = excluded.desired, user_id = excluded.user_id, version = pushes.version + 1, created_at = now(),
      attempts = CASE WHEN pushes.done_at IS NULL THEN pushes.attempts ELSE 0 END,
      next_attempt_at = now(), problem = NULL, gave_up_at = NULL, done_at = NULL`;
}

export async function findPendingPush(conversationId: string, field: PushField): Promise<Push | null> {
  return database().push.findFirst({ where: { conversationId, field, doneAt: null, gaveUpAt: null } });
}

/** An account's read marks that are due. */
export async function listPendingReadPushes(accountId: string, now: Date): Promise<Push[]> {
  return database().push.findMany({
    where: {
      field: "read",
      doneAt: null,
      gaveUpAt: null,
      nextAttemptAt: { lte: now },
      conversation: { accountId },
    },
    orderBy: { createdAt: "asc" },
    take: 500,
  });
}

/** Whether any of an account's read marks is due. */
export async function hasPendingReadPushes(accountId: string, now: Date): Promise<boolean> {
  const due = await database().push.findFirst({
    where: {
      field: "read",
      doneAt: null,
      gaveUpAt: null,
      nextAttemptAt: { lte: now },
      conversation: { accountId },
    },
    select: { conversationId: true },
  });
  return due !== null;
}

/** Fields of these conversations whose upstream state, read at `observedAt`, must not be believed. */
export async function listProtectedFields(
  tx: Transaction,
  conversationIds: string[],
  observedAt: Date,
): Promise<{ conversationId: string; field: PushField }[]> {
  return tx.push.findMany({
    where: {
      conversationId: { in: conversationIds },
      OR: [{ doneAt: null }, { doneAt: { gte: observedAt } }],
    },
    select: { conversationId: true, field: true },
  });
}

/** Notes, before the provider is called, that from now on it may have it, whether or not an answer comes. */
export async function beginPushes(pushes: Push[]): Promise<void> {
  await database().push.updateMany({
    where: { OR: pushes.map(({ conversationId, field, version }) => ({ conversationId, field, version })) },
    data: { attempts: { increment: 1 } },
  });
}

/** The provider has it, unless somebody wanted something else meanwhile. @returns whether it stands. */
export async function finishPush(tx: Transaction, push: Push, at: Date): Promise<boolean> {
  const { count } = await tx.push.updateMany({
    where: { conversationId: push.conversationId, field: push.field, version: push.version },
    data: { doneAt: at, problem: null, gaveUpAt: null },
  });
  return count === 1;
}

/** It didn't work: when to try again, or that nobody will (`nextAttemptAt: null`). */
export async function postponePush(
  tx: Transaction,
  push: Push,
  failure: { problem: string; nextAttemptAt: Date | null },
): Promise<void> {
  await tx.push.updateMany({
    where: { conversationId: push.conversationId, field: push.field, version: push.version },
    data: {
      attempts: push.attempts + 1,
      problem: failure.problem,
      nextAttemptAt: failure.nextAttemptAt ?? undefined,
      gaveUpAt: failure.nextAttemptAt === null ? new Date() : null,
    },
  });
}

/** Begins anew with what was given up for a conversation. @returns what that is about. */
export async function reviveGivenUpPushes(tx: Transaction, conversationId: string): Promise<PushField[]> {
  const rows = await tx.$queryRaw<{ field: PushField }[]>`
    UPDATE pushes SET gave_up_at = NULL, problem = NULL, created_at = now(), next_attempt_at = now(),
      version = version + 1
    WHERE conversation_id = ${conversationId}::uuid AND gave_up_at IS NOT NULL AND done_at IS NULL
    RETURNING field::text`;
  return rows.map((row) => row.field);
}

/**
 * Pushes that are due and may have lost their job (a crash between two steps). Those of a disconnected account wait until
 * it is connected again.
 */
export async function listDuePushes(
  now: Date,
): Promise<{ conversationId: string; accountId: string; field: PushField }[]> {
  const rows = await database().push.findMany({
    where: {
      doneAt: null,
      gaveUpAt: null,
      nextAttemptAt: { lte: now },
      conversation: { account: { removedAt: null } },
    },
    select: { conversationId: true, field: true, conversation: { select: { accountId: true } } },
    take: 1000,
  });
  return rows.map((row) => ({
    conversationId: row.conversationId,
    field: row.field,
    accountId: row.conversation.accountId,
  }));
}
