import { randomUUID } from "node:crypto";
import type { Message, NewMessage } from "@/lib/domain/message";
import type { Actor } from "@/lib/domain/user";
import { lookAtAccount } from "@/lib/inbox/look-at-account";
import { sendMessage } from "@/lib/inbox/send-message";
import type { Desk } from "./desk";
import { query } from "./desk";
import { only } from "./only";
import { conversationIdOf, newNumber, type StoredRow } from "./texts";

/** A conversation that exists on both sides: the customer has texted, and we know. */
export async function customerTexts(
  { accountId, sandbox }: Desk,
  text = "Is it ready?",
): Promise<{ id: string; contactNumber: string }> {
  const contactNumber = newNumber();
  await sandbox.inbound({ from: contactNumber, text });
  await lookAtAccount(accountId);
  return { id: await conversationIdOf(contactNumber), contactNumber };
}

/** Queues a text as the composer does. */
export async function queueText(
  actor: Actor,
  conversationId: string,
  fields: Partial<NewMessage> = {},
): Promise<Message> {
  const { message } = await sendMessage(actor, conversationId, {
    clientId: randomUUID(),
    text: "Come by any time.",
    ...fields,
  });
  return message;
}

export async function storedMessage(id: string): Promise<StoredRow> {
  return only(await query<StoredRow>("SELECT * FROM messages WHERE id = $1", [id]));
}
