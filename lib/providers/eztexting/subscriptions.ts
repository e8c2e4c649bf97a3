import { eachPage } from "../http/paginate";
import { ProviderError } from "../provider-error";
import type { Api } from "./api";
import type { ListReader } from "./list";
import { createdSchema, subscriptionRowSchema } from "./schema";

const INBOUND_TEXT = "inbound_text.received";

/**
 * Makes sure that one subscription announces inbound texts at `callbackUrl`. Accounts are shared with other
 * integrations (seen live): only subscriptions of exactly this address are ours. Of several copies the first
 * is kept.
 *
 * There is no update, and a secret is never returned: to change the secret, change the address.
 * @returns the subscription's id.
 */
export async function ensureSubscription(
  api: Api,
  readList: ListReader,
  callbackUrl: string,
  secret: string,
): Promise<string> {
  const [kept, ...extras] = await findOurs(readList, callbackUrl);
  for (const id of extras) await removeSubscription(api, id);
  return kept ?? create(api, readList, callbackUrl, secret);
}

async function findOurs(readList: ListReader, callbackUrl: string): Promise<string[]> {
  const ids = new Set<string>();
  const list = (page: number) =>
    readList({
      path: "webhooks/subscriptions",
      sortBy: "id",
      page,
      priority: "follow-up",
      toRow: (raw) => subscriptionRowSchema.safeParse(raw).data ?? null,
      timeOf: () => null,
    });
  for await (const { rows } of eachPage(list)) {
    for (const { id, type, callbackUrl: url } of rows) {
      if (id && type === INBOUND_TEXT && url && sameAddress(url, callbackUrl)) ids.add(id);
    }
  }
  return [...ids];
}

async function create(api: Api, readList: ListReader, callbackUrl: string, secret: string): Promise<string> {
  const answer = await api({
    method: "POST",
    path: "webhooks/subscriptions",
    json: { type: INBOUND_TEXT, callbackUrl, secret, insecureSsl: false },
    priority: "follow-up",
    // A second copy would announce everything twice. After a lost answer the next call finds the first.
    safeToRepeat: false,
    answer: "nothing",
  });
  const id = createdSchema.safeParse(answer).data?.id ?? (await findOurs(readList, callbackUrl))[0];
  if (!id) throw new ProviderError("answer_lost", "The webhook was accepted, but isn't in the list.");
  return id;
}

/** Ends a subscription; one that is gone already is what was wanted. */
export async function removeSubscription(api: Api, id: string): Promise<void> {
  try {
    await api({
      method: "DELETE",
      path: `webhooks/subscriptions/${encodeURIComponent(id)}`,
      priority: "follow-up",
      safeToRepeat: true,
      answer: "nothing",
    });
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "not_found") throw error;
  }
}

function sameAddress(one: string, other: string): boolean {
  return (
    one === other || (URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href)
  );
}
