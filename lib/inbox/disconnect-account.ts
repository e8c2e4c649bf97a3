import type { AccountWithSecrets } from "@/lib/db/account-rows";
import { lockAccount, removeAccount } from "@/lib/db/accounts";
import { audit } from "@/lib/db/audit";
import { inTransaction } from "@/lib/db/database";
import { requestBudget } from "@/lib/db/request-budget";
import { notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";
import { log } from "@/lib/log";
import { detachedProvider } from "./detached-provider";
import { waitNoLonger } from "./wait-no-longer";

/** Ends a connection. Its conversations stay and can be read; nothing is sent or fetched any more. */
export async function disconnectAccount(actor: Actor, id: string): Promise<void> {
  const account = await inTransaction(async (tx) => {
    const locked = await lockAccount(tx, id);
    if (!locked) throw notFound("account");
    await removeAccount(tx, locked);
    await audit(tx, {
      action: "account.disconnected",
      userId: actor.id,
      details: { accountId: id, name: locked.name },
    });
    return locked;
  });
  if (account.state !== "stopped") await endSubscription(account);
}

/** It isn't insisted on: announcements to an account that is gone are answered with 404, and the provider gives up. */
async function endSubscription(account: AccountWithSecrets): Promise<void> {
  const { id, webhookSubscriptionId } = account;
  if (!webhookSubscriptionId) return;
  const { webhooks } = detachedProvider(account, requestBudget(id, account.budgetShare));
  try {
    if (webhooks) await waitNoLonger(webhooks.removeSubscription(webhookSubscriptionId));
  } catch (error) {
    log.warn({ accountId: id, error }, "Couldn't end the webhook subscription");
  }
}
