import type { Message, Note, TimelineEvent } from "@/lib/domain/message";

/** A delivered text of ours; every test says only what it is about. */
export function aMessage(parts: Partial<Message> = {}): Message {
  return {
    id: "message",
    kind: "message",
    conversationId: "conversation",
    direction: "outbound",
    text: "Ready from 2:30 at Downtown.",
    media: [],
    status: "delivered",
    failure: null,
    author: { id: "leo", name: "Leo Brandt" },
    clientId: null,
    providerMessageId: null,
    unread: false,
    needsDecision: false,
    sendAt: null,
    at: "2026-11-20T16:00:00.000Z",
    ...parts,
  };
}

/** A customer's text that nobody has read. */
export function anInbound(parts: Partial<Message> = {}): Message {
  return aMessage({ direction: "inbound", status: "received", author: null, unread: true, ...parts });
}

export function aNote(parts: Partial<Note> = {}): Note {
  return {
    id: "note",
    kind: "note",
    conversationId: "conversation",
    text: "We are out at Downtown.",
    author: { id: "leo", name: "Leo Brandt" },
    at: "2026-11-20T16:00:00.000Z",
    ...parts,
  };
}

export function anEvent(parts: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    id: "event",
    kind: "event",
    conversationId: "conversation",
    action: "conversation.archived",
    author: { id: "sam", name: "Sam Whitlock" },
    details: {},
    at: "2026-11-20T16:00:00.000Z",
    ...parts,
  };
}
