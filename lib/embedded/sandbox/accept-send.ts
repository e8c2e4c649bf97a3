import { consentFlags } from "./consent";
import { textableNumber } from "./phone";
import { openConversation } from "./receive-inbound";
import type { Message, Send } from "./rows";
import type { Sandbox } from "./sandbox";
import { creditsOf } from "./segments";
import * as statuses from "./statuses";
import { expandTemplate } from "./templates";
import { invalidNumber, malformed, VendorError } from "./vendor-error";

/** A send as asked for, before its numbers are looked at. `sendAt` in ms, null: now. */
export type SendOrder = {
  text: string;
  media: Message["media"];
  toNumbers: string[];
  groupIds: string[];
  fromNumber: string | undefined;
  sendAt: number | null;
  strict: boolean;
};

type Recipient = { number: string; optedOut: boolean };

/**
 * Accepts a send and makes one row a recipient; answers the id of the send. The rows' `messageGroupId` is
 * that id, their own id may be another one (vendor notes 6.3: not known; alternates by default).
 * A wrong number: 400 when strict, silently skipped otherwise, even when nobody is left.
 * Opted out: 422 when strict or when nobody else is left (vendor page: transactional messaging).
 */
export function acceptSend(sandbox: Sandbox, order: SendOrder): string {
  const { state, clock } = sandbox;
  const fromNumber = senderOf(sandbox, order.fromNumber);
  const recipients = recipientsOf(sandbox, order);
  const at = clock.now();
  const id = state.newId();
  const messageIds: string[] = [];
  let credits = 0;
  for (const { number, optedOut } of recipients) {
    const text = expandTemplate(order.text, state.contacts.get(number), state.fields.all());
    const cost = optedOut ? 0 : creditsOf(text, order.media !== null);
    const paid = optedOut || spendCredits(sandbox, cost);
    const sentAt = order.sendAt ?? at;
    const message: Message = {
      id: recipients.length === 1 && keepsId(sandbox) ? id : state.newId(),
      groupId: id,
      userNumber: fromNumber,
      contactNumber: number,
      inbound: false,
      text,
      media: order.media,
      sentAt,
      visibleAt: at + sandbox.options.threadDelayMs,
      statuses: statusesOf(sandbox, number, at, sentAt, optedOut, paid),
      optIn: false,
      optOut: false,
      unread: false,
      deleted: false,
    };
    state.messages.put(message);
    openConversation(sandbox, fromNumber, number);
    messageIds.push(message.id);
    if (paid) credits += cost;
  }
  const { toNumbers, groupIds, sendAt, text } = order;
  const send: Send = { id, at, sendAt, fromNumber, toNumbers, groupIds, message: text, messageIds, credits };
  state.sends.put(send);
  for (const listener of sandbox.onSend) listener(messageIds);
  return id;
}

function senderOf(sandbox: Sandbox, asked: string | undefined): string {
  const { numbers } = sandbox.state.account();
  const sender =
    asked === undefined ? numbers[0] : numbers.find((number) => number === (textableNumber(asked) ?? asked));
  if (sender === undefined) throw malformed("Validation Error", "fromNumber is not a number of this account");
  return sender;
}

function recipientsOf(sandbox: Sandbox, order: SendOrder): Recipient[] {
  const { state } = sandbox;
  const members = state.contacts
    .all()
    .filter((contact) => contact.groupIds.some((id) => order.groupIds.includes(id)));
  const asked = [...order.toNumbers, ...members.map((contact) => contact.phoneNumber)];
  const numbers = new Set<string>();
  for (const number of asked) {
    const textable = textableNumber(number);
    if (textable) numbers.add(textable);
    else if (order.strict) throw invalidNumber(number);
  }
  const recipients = [...numbers].map((number) => ({ number, optedOut: consentFlags(state, number).optOut }));
  const refused = recipients.filter((recipient) => recipient.optedOut);
  if (refused.length > 0 && (order.strict || refused.length === recipients.length)) {
    const message = `Contact ${refused[0]?.number} has opted out`;
    throw new VendorError(422, "Unprocessable Entity", message, [{ title: "Opted Out", message }]);
  }
  return recipients;
}

function keepsId(sandbox: Sandbox): boolean {
  const { rowIds } = sandbox.options;
  if (rowIds === "alternate") return sandbox.state.sends.all().length % 2 === 0;
  return rowIds === "same";
}

function spendCredits(sandbox: Sandbox, cost: number): boolean {
  const account = sandbox.state.account();
  const fromPlan = Math.min(account.planCredits, cost);
  const fromAnytime = cost - fromPlan;
  if (fromAnytime > account.anytimeCredits) return false;
  const planCredits = account.planCredits - fromPlan;
  sandbox.state.accounts.put({
    ...account,
    planCredits,
    anytimeCredits: account.anytimeCredits - fromAnytime,
  });
  return true;
}

function statusesOf(
  sandbox: Sandbox,
  number: string,
  at: number,
  sentAt: number,
  optedOut: boolean,
  paid: boolean,
): Message["statuses"] {
  const { sent, final } = sandbox.options.statusDelaysMs;
  const start: Message["statuses"] = sentAt > at ? [[at, statuses.SCHEDULED]] : [];
  if (optedOut) return [...start, [sentAt, statuses.OPTED_OUT]];
  if (!paid) return [...start, [sentAt, statuses.QUEUED], [sentAt + sent, statuses.NO_CREDITS]];
  const end = sandbox.state.account().landlines.includes(number) ? statuses.BOUNCED : statuses.DELIVERED;
  return [...start, [sentAt, statuses.QUEUED], [sentAt + sent, statuses.SENT], [sentAt + final, end]];
}
