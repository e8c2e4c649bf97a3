import { findAccount, recordSubscription } from "@/lib/db/accounts";
import { log } from "@/lib/log";
import { withProvider } from "./open-provider";

/** Where the provider reaches us for this account. The token in the path is the only thing that can't be guessed. */
export function callbackUrl(publicUrl: string, accountId: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/api/webhooks/${accountId}/${token}`;
}

/**
 * Makes sure that the provider announces texts to us, where it can. Other programs'
 * subscriptions are left alone; our own from an earlier address is ended.
 */
export async function ensureWebhook(accountId: string, publicUrl: string): Promise<void> {
  const account = await findAccount(accountId);
  if (!account) return;
  const url = callbackUrl(publicUrl, accountId, account.webhookToken);
  await withProvider(accountId, async ({ webhooks }) => {
    if (!webhooks) return;
    const id = await webhooks.ensureSubscription(url, account.webhookSecret);
    const former = account.webhookSubscriptionId;
    if (former && former !== id && account.webhookCallbackUrl !== url)
      await webhooks.removeSubscription(former);
    await recordSubscription(accountId, url, id);
    if (id !== former) log.info({ accountId }, "The provider announces texts to us");
  });
}
