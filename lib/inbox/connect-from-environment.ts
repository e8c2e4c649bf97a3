import { audit } from "@/lib/db/audit";
import { findAccount, insertAccount, listAccounts, updateConnection } from "@/lib/db/accounts";
import { inTransaction } from "@/lib/db/database";
import type { Credentials } from "@/lib/domain/account";
import type { Environment } from "@/lib/env";
import { log } from "@/lib/log";

/**
 * Makes the account that the environment describes, on an empty database, and afterwards keeps its address and
 * credentials as the environment says: changing them there and starting again is how a rejected password is mended.
 * @returns the account's id; null when the environment names no provider
 */
export async function connectFromEnvironment(environment: Environment, name: string): Promise<string | null> {
  const credentials = credentialsOf(environment);
  if (!credentials) return null;
  const baseUrl = environment.EZTEXTING_BASE_URL.replace(/\/+$/, "");
  const accounts = await listAccounts();
  const [only] = accounts.filter((account) => account.provider === "eztexting");
  if (!only) {
    if (accounts.length > 0) return null;
    return inTransaction(async (tx) => {
      const id = await insertAccount(tx, { name, provider: "eztexting", baseUrl, credentials });
      await audit(tx, { action: "account.added", userId: null, details: { accountId: id, name } });
      return id;
    });
  }
  const known = await findAccount(only.id);
  const isSame =
    known?.baseUrl === baseUrl && JSON.stringify(known.credentials) === JSON.stringify(credentials);
  if (isSame && known.state !== "stopped") return only.id;
  await inTransaction(async (tx) => {
    await updateConnection(tx, only.id, { baseUrl, credentials });
    await audit(tx, { action: "account.changed", userId: null, details: { accountId: only.id } });
  });
  log.info({ accountId: only.id }, "Took over the provider's address and credentials from the environment");
  return only.id;
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
