import type { AccountWithSecrets } from "@/lib/db/account-rows";
import { restartSync } from "@/lib/db/account-sync";
import {
  findAccount,
  insertAccount,
  lockAccount,
  lockDisconnected,
  reconnectAccount,
  updateAccount,
  updateConnection,
} from "@/lib/db/accounts";
import { audit } from "@/lib/db/audit";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { requestBudget } from "@/lib/db/request-budget";
import {
  type AccountChanges,
  type AccountOverview,
  type Credentials,
  type NewAccount,
  toAddress,
} from "@/lib/domain/account";
import type { ProviderKind } from "@/lib/domain/conversation";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";
import { env } from "@/lib/env";
import { getAccountOverview } from "./list-account-overviews";
import { refuseRejected } from "./refuse-rejected";

/**
 * Connects an account and starts its first synchronisation. A provider that can't be reached now is no reason not to
 * keep it; its state tells. One that was disconnected goes on where it was, so that no conversation is there twice.
 * @throws DomainError `credentials_rejected` (422), and then nothing is kept; `refused` for a provider without adapter
 */
export async function connectAccount(actor: Actor, account: NewAccount): Promise<AccountOverview> {
  const connection = { ...account, baseUrl: account.baseUrl ?? ownAddress() };
  refuseUnknown(account.provider);
  await refuseRejected(connection);
  const { provider, baseUrl, credentials } = connection;
  const id = await inTransaction(async (tx) => {
    const known = await lockDisconnected(tx, { provider, baseUrl, username: credentials.username });
    if (known) await reconnectAccount(tx, known, connection);
    const accountId = known ?? (await insertAccount(tx, connection));
    await audit(tx, {
      action: "account.added",
      userId: actor.id,
      details: { accountId, name: account.name, username: credentials.username, again: known !== null },
    });
    await addJob(tx, "sync-account", { accountId }, { ifWaiting: "sooner" });
    return accountId;
  });
  return getAccountOverview(id);
}

function refuseUnknown(provider: ProviderKind): void {
  if (provider !== "eztexting") throw new DomainError("refused", "This provider can't be connected yet.");
}

function ownAddress(): string {
  return toAddress(env().EZTEXTING_BASE_URL);
}

/**
 * Changes an account. New credentials or a new address are tried first; if they work, a stopped account goes on.
 * @throws DomainError `credentials_rejected`, `refused` (422), and then nothing is changed
 */
export async function changeAccount(
  actor: Actor,
  id: string,
  { credentials, baseUrl, ...changes }: AccountChanges,
): Promise<AccountOverview> {
  const before = await findAccount(id);
  if (!before) throw notFound("account");
  const isAboutConnection = credentials !== undefined || (baseUrl ?? before.baseUrl) !== before.baseUrl;
  if (isAboutConnection) {
    const connection = connectionAfter(before, { credentials, baseUrl });
    await refuseRejected({ provider: before.provider, ...connection }, requestBudget(id, before.budgetShare));
  }
  await inTransaction(async (tx) => {
    const account = await lockAccount(tx, id);
    if (!account) throw notFound("account");
    await updateAccount(tx, id, changes);
    if (isAboutConnection) {
      await updateConnection(tx, id, connectionAfter(account, { credentials, baseUrl }));
      await addJob(tx, "poll-account", { accountId: id }, { ifWaiting: "sooner" });
      await addJob(tx, "sync-account", { accountId: id }, { ifWaiting: "sooner" });
    }
    const details = {
      ...changes,
      ...(baseUrl !== undefined && { baseUrl }),
      ...(credentials && { username: credentials.username, password: credentials.password !== undefined }),
    };
    if (Object.keys(details).length === 0) return;
    await audit(tx, {
      action: "account.changed",
      userId: actor.id,
      details: { accountId: id, ...details },
    });
  });
  return getAccountOverview(id);
}

/**
 * A password that is left out stays as it is, but isn't told to another server than the one it was given for: whoever
 * could change the address could read it there.
 */
function connectionAfter(
  account: AccountWithSecrets,
  { credentials, baseUrl = account.baseUrl }: Pick<AccountChanges, "credentials" | "baseUrl">,
): { baseUrl: string; credentials: Credentials } {
  if (serverOf(baseUrl) !== serverOf(account.baseUrl) && credentials?.password === undefined) {
    throw new DomainError("refused", "This is another server. Enter the password again for it.");
  }
  if (!credentials) return { baseUrl, credentials: account.credentials };
  return {
    baseUrl,
    credentials: { ...credentials, password: credentials.password ?? account.credentials.password },
  };
}

/** The environment's address may be anything. */
function serverOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}

/** Reads everything from the provider again, in the background. What is here and what people did stays. */
export async function synchroniseAgain(actor: Actor, id: string): Promise<AccountOverview> {
  await inTransaction(async (tx) => {
    if (!(await lockAccount(tx, id))) throw notFound("account");
    await restartSync(tx, id);
    await addJob(tx, "sync-account", { accountId: id }, { ifWaiting: "sooner" });
    await audit(tx, { action: "account.sync_requested", userId: actor.id, details: { accountId: id } });
  });
  return getAccountOverview(id);
}
