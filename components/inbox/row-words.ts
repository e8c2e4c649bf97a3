import type { Conversation } from "@/lib/domain/conversation";
import { formatNumber } from "@/lib/domain/phone";
import { formatWaiting, speakWaiting } from "@/lib/client/format-time";

/** Over this a waiting customer is drawn in amber. Opening hours aren't counted yet: this is plain time. */
export const WAITING_TARGET_MS = 60 * 60_000;

/** What a conversation is called: its contact's name, else the number. */
export function nameOf(conversation: Conversation): string {
  return conversation.contact?.name ?? formatNumber(conversation.contactNumber);
}

export interface Preview {
  /** Who wrote it, when it was us: "You:" or a first name. */
  prefix: string | null;
  text: string;
  hasMedia: boolean;
  problem: "failed" | "unknown" | null;
}

/** The row's second line. */
export function previewOf({ lastMessage }: Conversation, meId: string): Preview {
  if (!lastMessage) return { prefix: null, text: "No texts yet", hasMedia: false, problem: null };
  const { text, hasMedia, direction, author, status } = lastMessage;
  const words = text.replaceAll(/\s+/g, " ").trim();
  return {
    prefix:
      direction === "inbound" || author === null
        ? null
        : author.id === meId
          ? "You:"
          : `${firstName(author.name)}:`,
    text: hasMedia ? (words === "" ? "Photo" : `Photo: ${words}`) : words,
    hasMedia,
    problem: status === "failed" || status === "unknown" ? status : null,
  };
}

/** How long the customer has waited, or null when nobody waits. */
export function waitingOf(
  { waitingSince }: Conversation,
  now: number,
): { words: string; isOverTarget: boolean } | null {
  if (waitingSince === null) return null;
  const waited = now - Date.parse(waitingSince);
  return { words: formatWaiting(waited), isOverTarget: waited >= WAITING_TARGET_MS };
}

/** The whole row in one sentence for a screen reader, in the order people need it. */
export function speakRow(conversation: Conversation, meId: string, now: number): string {
  const preview = previewOf(conversation, meId);
  const { assignee, waitingSince } = conversation;
  return [
    conversation.unreadCount > 0 ? "Unread" : null,
    nameOf(conversation),
    conversation.optedOut ? "Opted out" : null,
    preview.problem === "failed" ? "Not delivered" : preview.problem === "unknown" ? "Not confirmed" : null,
    [preview.prefix, preview.text].filter(Boolean).join(" "),
    waitingSince === null ? null : `Waiting ${speakWaiting(now - Date.parse(waitingSince))}`,
    ...conversation.labels.map((label) => label.name),
    assignee === null ? "Unassigned" : `Assigned to ${assignee.id === meId ? "you" : assignee.name}`,
  ]
    .filter((part) => part !== null)
    .map((part) => (/[.?!…]$/.test(part) ? part : `${part}.`))
    .join(" ");
}

function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}
