import { pairKey } from "./message-collection";
import { isListed, messageType } from "./message-row";
import { consentFlags } from "./consent";
import type { Conversation, Message } from "./rows";
import type { Sandbox } from "./sandbox";
import { vendorTime } from "./vendor-time";

/** A conversation with what its row is made of. */
export type ListedConversation = Conversation & {
  contactName: string | null;
  unreadCount: number;
  lastMessage: Message;
};

/** Every conversation that has a message to show. */
export function listConversations(sandbox: Sandbox): ListedConversation[] {
  return sandbox.state.conversations.all().flatMap((conversation) => {
    const listed = listedConversation(sandbox, conversation);
    return listed ? [listed] : [];
  });
}

/** The conversation of a pair when it has a message to show. */
export function findConversation(sandbox: Sandbox, userNumber: string, contactNumber: string) {
  const conversation = sandbox.state.conversations.get(pairKey(userNumber, contactNumber));
  return conversation && listedConversation(sandbox, conversation);
}

function listedConversation(sandbox: Sandbox, conversation: Conversation): ListedConversation | undefined {
  const now = sandbox.clock.now();
  const thread = sandbox.state.messages.thread(conversation.userNumber, conversation.contactNumber);
  const lastMessage = thread?.messages.findLast((message) => isListed(message, now));
  if (!thread || !lastMessage) return undefined;
  const { userNumber, contactNumber, archived } = conversation;
  const contactName = contactNameOf(sandbox, contactNumber);
  return { userNumber, contactNumber, archived, contactName, unreadCount: thread.unread.size, lastMessage };
}

/**
 * The row of GET /conversations. There is no id and no unread flag. The name and shape of `lastMessage`
 * are the vendor notes' best guess (2.1: inferred).
 */
export function conversationRow(sandbox: Sandbox, conversation: ListedConversation) {
  const { lastMessage } = conversation;
  return {
    userNumber: conversation.userNumber,
    contactNumber: conversation.contactNumber,
    contactName: conversation.contactName,
    unreadCount: conversation.unreadCount,
    archived: conversation.archived,
    ...consentFlags(sandbox.state, conversation.contactNumber),
    lastMessage: {
      id: lastMessage.id,
      message: lastMessage.text,
      inbound: lastMessage.inbound,
      sentAt: vendorTime(lastMessage.sentAt),
      type: messageType(lastMessage),
    },
  };
}

function contactNameOf(sandbox: Sandbox, phoneNumber: string): string | null {
  const contact = sandbox.state.contacts.get(phoneNumber);
  if (!contact?.firstName) return contact?.lastName ?? null;
  return contact.lastName ? `${contact.firstName} ${contact.lastName}` : contact.firstName;
}
