import { findAccount } from "@/lib/db/accounts";
import { findConversation, openConversations } from "@/lib/db/conversations";
import { inTransaction } from "@/lib/db/database";
import { listUserNumbers } from "@/lib/db/view-counts";
import type { Conversation } from "@/lib/domain/conversation";
import { DomainError, notFound } from "@/lib/domain/errors";
import { isTextableNumber, toNumber } from "@/lib/domain/phone";

/**
 * Finds the conversation with a number, or opens one.
 * @param input `userNumber` may be left out when the account has only one
 * @throws DomainError `invalid_number` (422) for what can't be texted
 */
export async function openConversation(input: {
  accountId: string;
  userNumber?: string;
  contactNumber: string;
}): Promise<{ conversation: Conversation; created: boolean }> {
  const account = await findAccount(input.accountId);
  if (!account) throw notFound("account");
  const contactNumber = toNumber(input.contactNumber);
  if (!contactNumber || !isTextableNumber(contactNumber)) {
    throw new DomainError("invalid_number", "That is not a number that can get texts.");
  }
  const userNumber = await chooseUserNumber(input.accountId, input.userNumber);
  const startedAt = new Date();
  const id = await inTransaction(async (tx, changes) => {
    const [opened] = await openConversations(tx, input.accountId, [{ userNumber, contactNumber }]);
    if (!opened) throw notFound("conversation");
    changes.conversation(opened.id);
    return opened.id;
  });
  const conversation = await findConversation(id);
  if (!conversation) throw notFound("conversation");
  const isNew =
    conversation.lastMessage === null && Date.parse(conversation.lastMessageAt) >= startedAt.getTime();
  return { conversation, created: isNew };
}

async function chooseUserNumber(accountId: string, wanted: string | undefined): Promise<string> {
  const numbers = (await listUserNumbers()).filter((one) => one.accountId === accountId);
  const number = wanted === undefined ? undefined : toNumber(wanted);
  const chosen =
    wanted === undefined
      ? numbers.length === 1
        ? numbers[0]
        : undefined
      : numbers.find((one) => one.number === number);
  if (!chosen) {
    throw new DomainError("invalid_number", "Say which of the account's numbers to text from.", {
      details: { numbers: numbers.map((one) => one.number) },
    });
  }
  return chosen.number;
}
