import type { AccountWithSecrets } from "@/lib/db/account-rows";
import { findAccount, lockAccount, resumeAccount, saveConnectionTest, stopAccount } from "@/lib/db/accounts";
import { audit } from "@/lib/db/audit";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { listUserNumbers } from "@/lib/db/view-counts";
import type { ConnectionCheck, ConnectionTest } from "@/lib/domain/account";
import { notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";
import { env } from "@/lib/env";
import { ProviderError } from "@/lib/providers/provider-error";
import { explainConnection } from "./explain-connection";
import { adapterFor } from "./open-provider";
import { waitNoLonger } from "./wait-no-longer";

/**
 * Tries an account's connection with one cheap call, and says line by line what works. A stopped account that can sign
 * in again goes on; one whose password turns out to be wrong stops.
 */
export async function testConnection(actor: Actor, id: string): Promise<ConnectionTest> {
  const account = await findAccount(id);
  if (!account) throw notFound("account");
  const { check, credits } = await signIn(account);
  const works = check.status === "ok";
  const test: ConnectionTest = {
    at: new Date().toISOString(),
    by: actor.name,
    checks: [check, await checkNumbers(id), checkWebhook(account), checkCredits(works, credits)],
    credits,
  };
  await inTransaction(async (tx) => {
    if (!(await lockAccount(tx, id))) throw notFound("account");
    await saveConnectionTest(tx, id, test);
    await audit(tx, { action: "account.tested", userId: actor.id, details: { accountId: id, works } });
    if (!works || account.state !== "stopped") return;
    await resumeAccount(tx, id);
    await addJob(tx, "poll-account", { accountId: id }, { ifWaiting: "sooner" });
  });
  return test;
}

async function signIn(
  account: AccountWithSecrets,
): Promise<{ check: ConnectionCheck; credits: number | null }> {
  const began = performance.now();
  try {
    const credits = await waitNoLonger(adapterFor(account).readCredits());
    const detail = `${Math.round(performance.now() - began)} ms`;
    return { check: { name: "signIn", status: "ok", text: "Signed in", detail }, credits };
  } catch (error) {
    const isRejected = error instanceof ProviderError && error.kind === "unauthorized";
    if (isRejected) await stopAccount(account, error.message);
    return { check: { name: "signIn", status: "problem", ...explainConnection(error) }, credits: null };
  }
}

async function checkNumbers(accountId: string): Promise<ConnectionCheck> {
  const numbers = (await listUserNumbers()).filter((one) => one.accountId === accountId);
  if (numbers.length === 0) {
    const detail = "They show with the first texts.";
    return { name: "numbers", status: "unknown", text: "No numbers found yet", detail };
  }
  const text = numbers.length === 1 ? "1 number found" : `${numbers.length} numbers found`;
  return { name: "numbers", status: "ok", text, detail: null };
}

function checkWebhook({ webhook, lastWebhookAt }: AccountWithSecrets): ConnectionCheck {
  if (webhook === "subscribed") {
    const detail = lastWebhookAt ? `last event ${ago(lastWebhookAt)}` : "nothing yet";
    return { name: "webhook", status: "ok", text: "Webhook receiving", detail };
  }
  if (!env().PUBLIC_URL) {
    const detail =
      "Set PUBLIC_URL to have texts announced. Until then they are looked for every few seconds.";
    return { name: "webhook", status: "unknown", text: "No webhook", detail };
  }
  const detail = "It is set up in the background. Test again in a minute.";
  return { name: "webhook", status: "problem", text: "Webhook not set up yet", detail };
}

function checkCredits(works: boolean, credits: number | null): ConnectionCheck {
  const line = { name: "credits" as const, text: "Credits" };
  if (!works || credits === null) return { ...line, status: "unknown", detail: null };
  const detail = `${credits.toLocaleString("en-US")} left`;
  return { ...line, status: credits > 0 ? "ok" : "problem", detail };
}

function ago(time: string): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min ago`;
  return `${Math.round(seconds / 3_600)} h ago`;
}
