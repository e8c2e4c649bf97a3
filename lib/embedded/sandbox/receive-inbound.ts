import { setConsent } from "./consent";
import { pairKey } from "./message-collection";
import { optWord } from "./opt-words";
import type { Message } from "./rows";
import type { Sandbox } from "./sandbox";
import { OPTED_OUT, RECEIVED } from "./statuses";

/**
 * A text from a customer. `webhooks`: how many times it is announced; 0 as if all got lost. `agoMs`: how long ago it
 * came, although nothing told of it until now.
 */
export type Inbound = {
  from: string;
  to: string;
  text: string;
  media?: Message["media"];
  webhooks?: number;
  webhookDelayMs?: number;
  agoMs?: number;
};

/**
 * Takes in a customer's text: stores it unread, reads STOP and START, announces it.
 * It does not un-archive its conversation (vendor notes 2.3: inferred).
 */
export function receiveInbound(sandbox: Sandbox, inbound: Inbound): Message {
  const { state, clock, webhooks } = sandbox;
  const word = optWord(inbound.text);
  const now = clock.now();
  if (word) setConsent(state, inbound.from, word);
  if (word === "out") stopScheduled(sandbox, inbound.from, now);
  const id = state.newId();
  const message: Message = {
    id,
    groupId: id,
    userNumber: inbound.to,
    contactNumber: inbound.from,
    inbound: true,
    text: inbound.text,
    media: inbound.media ?? null,
    sentAt: now - (inbound.agoMs ?? 0),
    visibleAt: now,
    statuses: [[now, RECEIVED]],
    optIn: word === "in",
    optOut: word === "out",
    unread: true,
    deleted: false,
  };
  const repliedTo = lastSendId(sandbox, message);
  state.messages.put(message);
  openConversation(sandbox, inbound.to, inbound.from);
  webhooks.announceInbound(message, repliedTo ?? state.newId(), inbound.webhooks, inbound.webhookDelayMs);
  return message;
}

/** What is still scheduled for somebody who opted out is not sent when its time comes. */
function stopScheduled({ state }: Sandbox, contactNumber: string, now: number): void {
  for (const message of state.messages.byTime().slice(state.messages.firstSince(now))) {
    if (message.contactNumber !== contactNumber || message.inbound) continue;
    const past = message.statuses.filter(([at]) => at <= now);
    state.messages.update(message, { statuses: [...past, [message.sentAt, OPTED_OUT]] });
  }
}

/** Makes the conversation of a pair exist; an existing one, archived or not, stays as it is. */
export function openConversation(sandbox: Sandbox, userNumber: string, contactNumber: string): void {
  const { conversations } = sandbox.state;
  if (conversations.get(pairKey(userNumber, contactNumber))) return;
  conversations.put({ userNumber, contactNumber, archived: false });
}

/** The id POST /messages answered for our last text to this person: what their webhook will be called. */
function lastSendId(sandbox: Sandbox, reply: Message): string | undefined {
  const thread = sandbox.state.messages.thread(reply.userNumber, reply.contactNumber);
  const now = sandbox.clock.now();
  return thread?.messages.findLast((message) => !message.inbound && message.sentAt <= now)?.groupId;
}
