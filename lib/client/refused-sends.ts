import type { NewMessage, TimelineItem } from "@/lib/domain/message";

/** A text that didn't leave, and why. Its words are back in the draft. */
export type RefusedSend = {
  message: NewMessage;
  /** The conversation was to be archived with it. */
  archives: boolean;
  /** A sentence for people. */
  reason: string;
  /** What the sender hadn't seen, when that is why; null for any other reason. */
  newer: TimelineItem[] | null;
};

/**
 * The last refusal of each conversation, until somebody has dealt with it. Kept outside of any screen, because the
 * answer may come when the conversation has been left already.
 */
const refused = new Map<string, RefusedSend>();
const listeners = new Set<() => void>();

export function readRefusedSend(conversationId: string): RefusedSend | null {
  return refused.get(conversationId) ?? null;
}

export function noteRefusedSend(conversationId: string, refusal: RefusedSend | null): void {
  if (refusal) refused.set(conversationId, refusal);
  else refused.delete(conversationId);
  for (const listener of listeners) listener();
}

export function subscribeToRefusedSends(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
