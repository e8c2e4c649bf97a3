import { timingSafeEqual } from "node:crypto";
import { findAccount, recordWebhook } from "@/lib/db/accounts";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { insertWebhookEvent } from "@/lib/db/webhook-events";
import { notFound } from "@/lib/domain/errors";
import { adapterFor } from "./open-provider";

/**
 * Keeps a webhook before it is answered; a job reads it right after. Whatever the body is, it is kept: what fails
 * its signature goes to quarantine at once, what can't be read when the job finds out.
 * @throws DomainError `not_found` for a wrong account or token
 */
export async function receiveWebhook(
  accountId: string,
  token: string,
  body: Uint8Array,
  headers: Headers,
): Promise<void> {
  const account = await findAccount(accountId);
  if (!account || !isSame(token, account.webhookToken)) throw notFound("webhook");
  const webhooks = adapterFor(account).webhooks;
  const signature = webhooks?.checkSignature(body, headers, account.webhookSecret) ?? "absent";
  const problem = problemWith(signature, account.signatureRequired);
  await inTransaction(async (tx) => {
    const eventId = await insertWebhookEvent(tx, {
      accountId,
      body,
      signature: headers.get("x-signature"),
      problem,
    });
    if (problem === null) await addJob(tx, "process-webhook-event", { eventId });
  });
  await recordWebhook(accountId, new Date());
}

function problemWith(signature: "valid" | "invalid" | "absent", isRequired: boolean): string | null {
  if (signature === "invalid") return "The signature doesn't fit the body.";
  if (signature === "absent" && isRequired) return "It isn't signed, and this account requires signatures.";
  return null;
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
