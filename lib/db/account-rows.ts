import type { Account as AccountRow } from "@/generated/prisma/client";
import {
  type Account,
  connectionTestSchema,
  type Credentials,
  credentialsSchema,
} from "@/lib/domain/account";
import { decrypt } from "./encryption";

/** An account with what only the server may know. */
export type AccountWithSecrets = Account & {
  credentials: Credentials;
  webhookToken: string;
  webhookSecret: string;
  webhookCallbackUrl: string | null;
  webhookSubscriptionId: string | null;
  fromEnvironment: boolean;
};

/** An account as people see it. */
export function toAccount(row: AccountRow): Account {
  const isBackfilling = row.backfillPhase !== "done";
  const { method, username } = credentialsOf(row);
  return {
    id: row.id,
    name: row.name,
    provider: row.provider,
    baseUrl: row.baseUrl,
    authMethod: method,
    username,
    state: row.state,
    error: row.error,
    stoppedAt: row.stoppedAt?.toISOString() ?? null,
    progress:
      isBackfilling && row.backfillTotal !== null
        ? { done: row.backfillDone, total: row.backfillTotal }
        : null,
    lastSyncAt: row.lastSyncAt?.toISOString() ?? null,
    lastWebhookAt: row.lastWebhookAt?.toISOString() ?? null,
    webhook: row.webhookSubscriptionId ? "subscribed" : row.webhookCallbackUrl ? "pending" : "off",
    signatureRequired: row.signatureRequired,
    budgetShare: row.budgetShare,
    lastTest: connectionTestSchema.nullable().catch(null).parse(row.lastTest),
  };
}

export function toAccountWithSecrets(row: AccountRow): AccountWithSecrets {
  return {
    ...toAccount(row),
    credentials: credentialsOf(row),
    webhookToken: row.webhookToken,
    webhookSecret: decrypt(row.webhookSecret),
    webhookCallbackUrl: row.webhookCallbackUrl,
    webhookSubscriptionId: row.webhookSubscriptionId,
    fromEnvironment: row.fromEnvironment,
  };
}

/** Throws when they were encrypted with another key. */
export function credentialsOf(row: AccountRow): Credentials {
  return credentialsSchema.parse(JSON.parse(decrypt(row.credentials)));
}
