import type { TimelineEvent } from "@/lib/domain/message";

/** What happened, as it reads before "by Sam Whitlock". An action that isn't here is worded from its name. */
const words: Record<string, string> = {
  "conversation.archived": "Archived",
  "conversation.restored": "Moved to inbox",
  "conversation.restored_by_text": "Moved to inbox by a new text",
  "conversation.read": "Marked read",
  "conversation.unread": "Marked unread",
  "conversation.assigned": "Assigned",
  "conversation.unassigned": "Unassigned",
  "message.cancelled": "Text cancelled",
  "message.retried": "Text sent again",
  "message.sent_anyway": "Sent despite newer messages",
};

/** "Archived by Sam Whitlock", "Moved to inbox by a new text". */
export function describeEvent(event: Pick<TimelineEvent, "action" | "author">): string {
  const what = words[event.action] ?? fromName(event.action);
  return event.author ? `${what} by ${event.author.name}` : what;
}

/** `conversation.label_added` → "Conversation label added". */
function fromName(action: string): string {
  const text = action.replace(/[._]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
