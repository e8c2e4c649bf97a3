import { randomBytes } from "node:crypto";
import type { Account as AccountRow } from "@/generated/prisma/client";
import { type Account, type AccountState, type Credentials, credentialsSchema } from "@/lib/domain/account";
import type { ProviderKind } from "@/lib/domain/conversation";
import { database, type Transaction } from "./database";
import { decrypt, encrypt } from "./encryption";

/** An account with what only the server may know. */
export type AccountWithSecrets = Account & {
  credentials: Credentials;
  webhookToken: string;
  webhookSecret: string;
  webhookCallbackUrl: string | null;
  webhookSubscriptionId: string | null;
  signatureRequired: boolean;
  budgetShare: number;
};

/** How far the first synchronisation and the polling after it have come. */
export type SyncPosition = {
  phase: "conversations" | "messages" | "contacts" | "done";
  /** The next page of the phase; once it is done, of the slow sweep over conversations. */
  page: number;
  /** The first synchronisation reads what's older than this; polling reads what's newer. */
  startedAt: Date | null;
  polledUpTo: Date | null;
  lastSweepAt: Date | null;
};

export async function listAccounts(): Promise<Account[]> {
  const rows = await database().account.findMany({
    where: { removedAt: null },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(toAccount);
}

export async function findAccount(id: string): Promise<AccountWithSecrets | null> {
  const row = await database().account.findFirst({ where: { id, removedAt: null } });
  return row && toAccountWithSecrets(row);
}

export async function insertAccount(
  tx: Transaction,
  account: { name: string; provider: ProviderKind; baseUrl: string; credentials: Credentials },
): Promise<string> {
  const row = await tx.account.create({
    data: {
      name: account.name,
      provider: account.provider,
      baseUrl: account.baseUrl,
      credentials: encrypt(JSON.stringify(account.credentials)),
      webhookToken: randomBytes(24).toString("base64url"),
      webhookSecret: encrypt(randomBytes(32).toString("base64url")),
    },
  });
  return row.id;
}

/** New credentials or address: whatever stopped the account may be over. */
export async function updateConnection(
  tx: Transaction,
  id: string,
  connection: { baseUrl: string; credentials: Credentials },
): Promise<void> {
  await tx.account.update({
    where: { id },
    data: {
      baseUrl: connection.baseUrl,
      credentials: encrypt(JSON.stringify(connection.credentials)),
      tokens: null,
      error: null,
    },
  });
  await tx.$executeRaw`
    UPDATE accounts SET state = CASE WHEN backfill_phase = 'done' THEN 'live' ELSE 'backfilling' END::"AccountState"
    WHERE id = ${id}::uuid AND state = 'stopped'`;
}

export async function setAccountState(id: string, state: AccountState, error: string | null): Promise<void> {
  await database().account.update({ where: { id }, data: { state, error } });
}

/** A successful read: the account is as fresh as this, and no longer lagging. */
export async function recordSync(id: string, at: Date): Promise<void> {
  await database().$executeRaw`
    UPDATE accounts SET last_sync_at = ${at}::timestamptz, error = NULL,
      state = CASE WHEN state IN ('lagging', 'stopped')
        THEN CASE WHEN backfill_phase = 'done' THEN 'live' ELSE 'backfilling' END::"AccountState"
        ELSE state END
    WHERE id = ${id}::uuid`;
}

export async function recordWebhook(id: string, at: Date): Promise<void> {
  await database().account.update({ where: { id }, data: { lastWebhookAt: at } });
}

export async function recordSubscription(
  id: string,
  callbackUrl: string,
  subscriptionId: string,
): Promise<void> {
  await database().account.update({
    where: { id },
    data: { webhookCallbackUrl: callbackUrl, webhookSubscriptionId: subscriptionId },
  });
}

export async function readSyncPosition(id: string): Promise<SyncPosition | null> {
  const row = await database().account.findUnique({ where: { id } });
  if (!row) return null;
  return {
    phase: toPhase(row.backfillPhase),
    page: row.backfillPage,
    startedAt: row.backfilledDownTo,
    polledUpTo: row.polledUpTo,
    lastSweepAt: row.lastSweepAt,
  };
}

/** Saves where the first synchronisation stands, in the transaction of the page it has just taken in. */
export async function saveSyncPosition(
  tx: Transaction,
  id: string,
  position: Partial<SyncPosition> & { done?: number; total?: number | null },
): Promise<void> {
  await tx.account.update({
    where: { id },
    data: {
      backfillPhase: position.phase,
      backfillPage: position.page,
      backfilledDownTo: position.startedAt,
      polledUpTo: position.polledUpTo,
      lastSweepAt: position.lastSweepAt,
      backfillDone: position.done,
      backfillTotal: position.total,
      state: position.phase === "done" ? "live" : undefined,
    },
  });
}

function toPhase(phase: string): SyncPosition["phase"] {
  if (phase === "messages" || phase === "contacts" || phase === "done") return phase;
  return "conversations";
}

function toAccount(row: AccountRow): Account {
  const isBackfilling = row.backfillPhase !== "done";
  return {
    id: row.id,
    name: row.name,
    provider: row.provider,
    baseUrl: row.baseUrl,
    authMethod: credentialsOf(row).method,
    state: row.state,
    error: row.error,
    progress:
      isBackfilling && row.backfillTotal !== null
        ? { done: row.backfillDone, total: row.backfillTotal }
        : null,
    lastSyncAt: row.lastSyncAt?.toISOString() ?? null,
    lastWebhookAt: row.lastWebhookAt?.toISOString() ?? null,
    webhook: row.webhookSubscriptionId ? "subscribed" : row.webhookCallbackUrl ? "pending" : "off",
  };
}

function toAccountWithSecrets(row: AccountRow): AccountWithSecrets {
  return {
    ...toAccount(row),
    credentials: credentialsOf(row),
    webhookToken: row.webhookToken,
    webhookSecret: decrypt(row.webhookSecret),
    webhookCallbackUrl: row.webhookCallbackUrl,
    webhookSubscriptionId: row.webhookSubscriptionId,
    signatureRequired: row.signatureRequired,
    budgetShare: row.budgetShare,
  };
}

function credentialsOf(row: AccountRow): Credentials {
  return credentialsSchema.parse(JSON.parse(decrypt(row.credentials)));
}
