import type { Random } from "../random";
import type { DraftConversation, DraftMessage } from "./draft";

/** Texts of one customer this far apart are two matters. */
const ANOTHER_MATTER_MS = 10 * 60 * 60_000;

/**
 * Lets the shop have the last word of whatever was over before a customer's newest matter, as people do:
 * without it, a "thanks" of last spring would still be waiting for an answer today.
 */
export function closeLooseEnds(conversations: DraftConversation[], random: Random): void {
  for (const conversation of conversations) {
    if (!conversation.archived) conversation.messages = closed(conversation.messages, random);
  }
}

function closed(messages: DraftMessage[], random: Random): DraftMessage[] {
  return messages.flatMap((message, index) => {
    const next = messages[index + 1];
    const isLoose = message.inbound && next?.inbound && next.at - message.at > ANOTHER_MATTER_MS;
    return isLoose ? [message, lastWord(message, random)] : [message];
  });
}

function lastWord(message: DraftMessage, random: Random): DraftMessage {
  const isGlad = /thank|great|amazing|perfect|awesome|love/i.test(message.text);
  const text = isGlad
    ? random.pick(["Any time.", "You’re welcome.", "Glad to hear it."])
    : random.pick(["Will do.", "Sounds good."]);
  return { at: message.at + random.between(2, 14) * 60_000, inbound: false, text };
}
