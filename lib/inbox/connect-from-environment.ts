import { audit } from "@/lib/db/audit";
import { insertAccount, listEverConnected, updateConnection } from "@/lib/db/accounts";
import { inTransaction } from "@/lib/db/database";
import { type Credentials, toAddress } from "@/lib/domain/account";
import type { Environment } from "@/lib/env";
import { log } from "@/lib/log";

type EverConnected = Awaited<ReturnType<typeof listEverConnected>>[number];

/**
 * Makes the account that the environment describes, and afterwards keeps that account's address and credentials as the
 * environment says: changing them there and starting again is how a rejected password is mended.
 *
 * Accounts that people connected are left alone, also when one of them signs in as the environment does: connected
 * twice, every text would be there twice. One that somebody disconnected stays so until the environment names another.
 * @returns the account's id; null when there is none from the environment
 */
export async function connectFromEnvironment(environment: Environment, name: string): Promise<string | null> {
  const credentials = credentialsOf(environment);
  if (!credentials) return null;
  const baseUrl = toAddress(environment.EZTEXTING_BASE_URL);
  const accounts = await listEverConnected();
  const isDescribed = (account: EverConnected): boolean =>
    account.baseUrl === baseUrl && account.credentials.username === credentials.username;

  const ours = accounts.find((account) => account.fromEnvironment && account.isConnected);
  const others = accounts.filter((account) => account !== ours && isDescribed(account));
  const peoples = others.find((account) => account.isConnected);
  if (peoples) {
    log.warn(
      { accountId: peoples.id },
      "The account in the environment is connected in the settings already",
    );
    return null;
  }
  if (ours) return update(ours, { baseUrl, credentials });
  const ended = others.find((account) => account.fromEnvironment);
  if (ended) {
    log.warn({ accountId: ended.id }, "The account in the environment was disconnected in the settings");
    return null;
  }
  return add(name, baseUrl, credentials);
}

async function update(
  account: EverConnected,
  { baseUrl, credentials }: { baseUrl: string; credentials: Credentials },
): Promise<string> {
  const isSame =
    account.baseUrl === baseUrl &&
    account.credentials.method === credentials.method &&
    account.credentials.username === credentials.username &&
    account.credentials.password === credentials.password;
  if (isSame && account.state !== "stopped") return account.id;
  await inTransaction(async (tx) => {
    await updateConnection(tx, account.id, { baseUrl, credentials });
    await audit(tx, { action: "account.changed", userId: null, details: { accountId: account.id } });
  });
  log.info(
    { accountId: account.id },
    "Took over the provider's address and credentials from the environment",
  );
  return account.id;
}

async function add(name: string, baseUrl: string, credentials: Credentials): Promise<string> {
  return inTransaction(async (tx) => {
    const account = { name, provider: "eztexting" as const, baseUrl, credentials, fromEnvironment: true };
    const id = await insertAccount(tx, account);
    await audit(tx, { action: "account.added", userId: null, details: { accountId: id, name } });
    return id;
  });
}

function credentialsOf(environment: Environment): Credentials | null {
  const { EZTEXTING_APP_KEY, EZTEXTING_APP_SECRET, EZTEXTING_USERNAME, EZTEXTING_PASSWORD } = environment;
  if (EZTEXTING_APP_KEY && EZTEXTING_APP_SECRET) {
    return { method: "oauth2", username: EZTEXTING_APP_KEY, password: EZTEXTING_APP_SECRET };
  }
  if (EZTEXTING_USERNAME && EZTEXTING_PASSWORD) {
    return { method: "basic", username: EZTEXTING_USERNAME, password: EZTEXTING_PASSWORD };
  }
  return null;
}
