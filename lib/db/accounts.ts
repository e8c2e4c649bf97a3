import { randomBytes } from "node:crypto";
import { Prisma } from "@/generated/prisma/client";
import type { Account, ConnectionTest, Credentials } from "@/lib/domain/account";
import type { ProviderKind } from "@/lib/domain/conversation";
import { type AccountWithSecrets, credentialsOf, toAccount, toAccountWithSecrets } from "./account-rows";
import { restartSync } from "./account-sync";
import { database, inTransaction, type Transaction } from "./database";
import { encrypt } from "./encryption";

/** What an account is made of. Without a share or a say about signatures, as the database has it. */
export type NewConnection = {
  name: string;
  provider: ProviderKind;
  baseUrl: string;
  credentials: Credentials;
  budgetShare?: number | undefined;
  signatureRequired?: boolean | undefined;
  fromEnvironment?: boolean;
};

/** What makes two accounts the same one: the same person at the same address. */
export type Login = { provider: ProviderKind; baseUrl: string; username: string };

const FORGOTTEN_PASSWORD = "forgotten";

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

export async function insertAccount(tx: Transaction, account: NewConnection): Promise<string> {
  const row = await tx.account.create({
    data: {
      ...connectionColumns(account),
      webhookToken: randomBytes(24).toString("base64url"),
      webhookSecret: encrypt(randomBytes(32).toString("base64url")),
    },
  });
  return row.id;
}

function connectionColumns({ credentials, ...columns }: NewConnection) {
  return { ...columns, credentials: encrypt(JSON.stringify(credentials)) };
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
  await resumeAccount(tx, id);
}

/** Changes what isn't about the connection. */
export async function updateAccount(
  tx: Transaction,
  id: string,
  changes: { name?: string; budgetShare?: number; signatureRequired?: boolean },
): Promise<void> {
  await tx.account.update({ where: { id }, data: changes });
}

/** Locks an account for the rest of the transaction, so that two changes don't undo each other's halves. */
export async function lockAccount(tx: Transaction, id: string): Promise<AccountWithSecrets | null> {
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.account.findFirst({ where: { id, removedAt: null } });
  return row && toAccountWithSecrets(row);
}

/**
 * Disconnects: its conversations stay, nothing is called in its name any more, and its password is forgotten. Whom it
 * signed in as is kept, to know it again.
 */
export async function removeAccount(tx: Transaction, { id, credentials }: AccountWithSecrets): Promise<void> {
  await tx.account.update({
    where: { id },
    data: {
      removedAt: new Date(),
      credentials: encrypt(JSON.stringify({ ...credentials, password: FORGOTTEN_PASSWORD })),
      tokens: null,
      webhookSubscriptionId: null,
      webhookCallbackUrl: null,
    },
  });
}

/** Locks the account that signed in as this at this address until it was disconnected, the latest of them. */
export async function lockDisconnected(tx: Transaction, login: Login): Promise<string | null> {
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE removed_at IS NOT NULL ORDER BY id FOR NO KEY UPDATE`;
  const rows = await tx.account.findMany({
    where: { removedAt: { not: null }, provider: login.provider, baseUrl: login.baseUrl },
    orderBy: { removedAt: "desc" },
  });
  return rows.find((row) => credentialsOf(row).username === login.username)?.id ?? null;
}

/** Connects a disconnected account again: as if it were new, with the conversations it has. */
export async function reconnectAccount(tx: Transaction, id: string, account: NewConnection): Promise<void> {
  await tx.account.update({
    where: { id },
    data: {
      ...connectionColumns(account),
      removedAt: null,
      state: "backfilling",
      error: null,
      stoppedAt: null,
      lastSyncAt: null,
      lastTest: Prisma.DbNull,
      backfilledDownTo: null,
      polledUpTo: null,
      lookedAt: null,
    },
  });
  await restartSync(tx, id);
}

/** Whether a conversation's account is still connected. */
export async function isConnected(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.account.count({ where: { id, removedAt: null } })) > 0;
}

/** Every account there ever was, with its secrets; a disconnected one's password is forgotten. */
export async function listEverConnected(): Promise<(AccountWithSecrets & { isConnected: boolean })[]> {
  const rows = await database().account.findMany({ orderBy: { createdAt: "asc" } });
  return rows.map((row) => ({ ...toAccountWithSecrets(row), isConnected: row.removedAt === null }));
}

/** Keeps what a test of the connection found. */
export async function saveConnectionTest(tx: Transaction, id: string, test: ConnectionTest): Promise<void> {
  await tx.account.update({ where: { id }, data: { lastTest: test } });
}

/**
 * Stops an account whose credentials the provider has rejected, unless it was given others while the call was under way.
 * @returns whether it is stopped now
 */
export async function stopAccount(rejected: AccountWithSecrets, error: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const account = await lockAccount(tx, rejected.id);
    if (!account || !hasSameConnection(account, rejected)) return false;
    if (account.state === "stopped") return true;
    const data = { state: "stopped", error, stoppedAt: new Date() } as const;
    await tx.account.update({ where: { id: rejected.id }, data });
    return true;
  });
}

function hasSameConnection(a: AccountWithSecrets, b: AccountWithSecrets): boolean {
  const [one, other] = [a.credentials, b.credentials];
  return (
    a.baseUrl === b.baseUrl &&
    one.method === other.method &&
    one.username === other.username &&
    one.password === other.password
  );
}

/** The provider lets a stopped account in again. */
export async function resumeAccount(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE accounts SET stopped_at = NULL, error = NULL,
      state = CASE WHEN backfill_phase = 'done' THEN 'live' ELSE 'backfilling' END::"AccountState"
    WHERE id = ${id}::uuid AND state = 'stopped'`;
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
