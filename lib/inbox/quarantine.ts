import { findAccount } from "@/lib/db/accounts";
import { audit } from "@/lib/db/audit";
import { inTransaction } from "@/lib/db/database";
import {
  discardWebhookEvent,
  findWebhookEvent,
  listQuarantined,
  type WebhookEvent,
} from "@/lib/db/webhook-events";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";
import type { QuarantinePage } from "@/lib/domain/webhook-event";
import { processWebhookEvent } from "./process-webhook-event";

const SHOWN_CHARACTERS = 16_384;
/** No character takes more in UTF-8. */
const BYTES_A_CHARACTER = 4;

/** Webhooks that couldn't be taken in, newest first. */
export async function listQuarantine(page: {
  accountId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}): Promise<QuarantinePage> {
  const bodyBytes = SHOWN_CHARACTERS * BYTES_A_CHARACTER;
  const { items, nextCursor } = await listQuarantined({ ...page, bodyBytes });
  return {
    items: items.map(({ body, signature, receivedAt, problem, ...event }) => ({
      ...event,
      receivedAt: receivedAt.toISOString(),
      problem: problem ?? "It couldn't be read.",
      body: new TextDecoder().decode(body).slice(0, SHOWN_CHARACTERS),
      isSigned: signature !== null,
    })),
    nextCursor,
  };
}

/**
 * Takes a webhook in after all: an admin has looked at it, so a missing or wrong signature doesn't count any more.
 * Replaying one that is in already changes nothing.
 * @throws DomainError `still_unreadable` (422), and it stays where it is; `account_disconnected` (422) likewise;
 *   `conflict` when it was discarded
 */
export async function replayWebhookEvent(actor: Actor, id: string): Promise<{ status: "processed" }> {
  const { accountId, status: before } = await existing(id);
  if (before !== "processed" && before !== "discarded" && !(await findAccount(accountId))) {
    throw new DomainError("account_disconnected", "Its account was disconnected.");
  }
  await processWebhookEvent(id, (tx) =>
    audit(tx, { action: "webhook_event.replayed", userId: actor.id, details: { eventId: id, accountId } }),
  );
  const { status, problem } = await existing(id);
  if (status === "processed") return { status };
  if (status === "discarded") throw new DomainError("conflict", "It was discarded.");
  throw new DomainError("still_unreadable", problem ?? "It still can't be read.");
}

/** Puts a webhook away for good. @throws DomainError `conflict` when it was taken in meanwhile */
export async function discardQuarantined(actor: Actor, id: string): Promise<void> {
  const { accountId } = await existing(id);
  const isOurs = await inTransaction(async (tx) => {
    if (!(await discardWebhookEvent(tx, id))) return false;
    const details = { eventId: id, accountId };
    await audit(tx, { action: "webhook_event.discarded", userId: actor.id, details });
    return true;
  });
  if (isOurs) return;
  const { status } = await existing(id);
  if (status === "processed") throw new DomainError("conflict", "It was taken in meanwhile.");
  if (status === "pending") throw new DomainError("conflict", "It hasn't been read yet.");
}

async function existing(id: string): Promise<WebhookEvent> {
  const event = await findWebhookEvent(id);
  if (!event) throw notFound("webhook");
  return event;
}
