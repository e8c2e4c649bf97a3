import {
  Archive,
  ArchiveRestore,
  Ban,
  CircleDot,
  Mail,
  MailOpen,
  Send,
  UserRound,
  type LucideIcon,
} from "lucide-react";
import { memo } from "react";
import { Icon } from "@/components/ui/icon";
import type { TimelineEvent } from "@/lib/domain/message";
import { describeEvent } from "./event-words";
import { formatTime } from "./times";

const icons: Record<string, LucideIcon> = {
  "conversation.archived": Archive,
  "conversation.restored": ArchiveRestore,
  "conversation.restored_by_text": ArchiveRestore,
  "conversation.read": MailOpen,
  "conversation.unread": Mail,
  "conversation.assigned": UserRound,
  "conversation.unassigned": UserRound,
  "message.cancelled": Ban,
  "message.retried": Send,
  "message.sent_anyway": Send,
};

/** Something that was done to the conversation, between its texts. */
export const EventRow = memo(function EventRow({
  event,
  timeZone,
}: {
  event: TimelineEvent;
  timeZone: string;
}) {
  return (
    <div className="mt-3.5 flex items-center justify-center gap-1.5 text-center text-meta text-text-3 tabular-nums">
      <Icon of={icons[event.action] ?? CircleDot} size={14} className="shrink-0" />
      {describeEvent(event)}, {formatTime(event.at, timeZone)}
    </div>
  );
});
