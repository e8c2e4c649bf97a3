import { CircleAlert, CircleDashed, Image } from "lucide-react";
import { memo } from "react";
import { LabelDot } from "@/components/thread/label-dot";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { formatFullTime, formatRowTime } from "@/lib/client/format-time";
import type { Conversation } from "@/lib/domain/conversation";
import { nameOf, previewOf, speakRow, waitingOf } from "./row-words";

const SHOWN_LABELS = 2;

interface ConversationRowProps {
  conversation: Conversation;
  meId: string;
  clock: { now: number; timeZone: string };
  isOpen: boolean;
  hasCursor: boolean;
}

/** One row of the list, drawn inside an option whose height is fixed. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  meId,
  clock,
  isOpen,
  hasCursor,
}: ConversationRowProps) {
  const isUnread = conversation.unreadCount > 0;
  const at = conversation.lastMessage?.at ?? conversation.lastMessageAt;
  return (
    <div
      className={cn(
        "relative block h-full border-b border-border pt-[11px] pr-4 pl-[34px] tablet:pt-3 tablet:pr-3 tablet:pl-9 desk:pt-[9px]",
        isOpen ? "bg-accent-tint" : "group-hover:bg-surface-2",
        hasCursor &&
          "before:pointer-events-none before:absolute before:inset-0.5 before:hidden before:rounded-control before:outline-2 before:-outline-offset-2 before:outline-accent group-focus-visible/list:before:block",
      )}
    >
      <span className="sr-only">{speakRow(conversation, meId, clock.now)}</span>
      <div aria-hidden>
        {isUnread ? (
          <span className="absolute top-[18px] left-3.5 size-2 rounded-full bg-accent tablet:top-[19px] tablet:left-4 desk:top-[15px]" />
        ) : null}
        <div className="flex h-5.5 items-center gap-2 tablet:h-5">
          <span
            className={cn(
              "min-w-0 truncate text-touch font-medium tracking-[-0.01em] tablet:text-ui",
              isUnread && "font-[650]",
            )}
          >
            {nameOf(conversation)}
          </span>
          <time
            dateTime={at}
            title={formatFullTime(at, clock.timeZone)}
            className={cn(
              "ml-auto shrink-0 text-ui text-text-3 tabular-nums tablet:text-meta",
              isUnread && "text-text-2",
            )}
          >
            {formatRowTime(at, clock)}
          </time>
        </div>
        <PreviewLine conversation={conversation} meId={meId} isUnread={isUnread} />
        <LastLine conversation={conversation} now={clock.now} isUnread={isUnread} />
      </div>
    </div>
  );
});

function PreviewLine({
  conversation,
  meId,
  isUnread,
}: {
  conversation: Conversation;
  meId: string;
  isUnread: boolean;
}) {
  const { prefix, text, hasMedia, problem } = previewOf(conversation, meId);
  return (
    <div
      className={cn(
        "flex h-5.5 items-center gap-1.5 text-title tracking-[-0.006em] text-text-3 tablet:h-5 tablet:text-ui tablet:tracking-[-0.003em]",
        isUnread && "text-text",
      )}
    >
      {problem === "failed" ? (
        <span className="flex shrink-0 items-center gap-1 font-medium text-danger">
          <Icon of={CircleAlert} size={14} /> Not delivered
        </span>
      ) : null}
      {problem === "unknown" ? (
        <span className="flex shrink-0 items-center gap-1 text-warn">
          <Icon of={CircleDashed} size={14} /> Not confirmed
        </span>
      ) : null}
      {hasMedia ? <Icon of={Image} size={14} className="shrink-0 text-text-3" /> : null}
      <span className="truncate" dir="auto">
        {prefix === null ? text : `${prefix} ${text}`}
      </span>
    </div>
  );
}

function LastLine({
  conversation,
  now,
  isUnread,
}: {
  conversation: Conversation;
  now: number;
  isUnread: boolean;
}) {
  const { labels, optedOut, assignee, archived } = conversation;
  const waiting = waitingOf(conversation, now);
  const more = labels.length - SHOWN_LABELS;
  // Somebody is missing only where there is something to do.
  const needsSomebody = assignee === null && (!archived || isUnread);
  return (
    <div className="flex h-5 items-center gap-3 text-ui text-text-3 tablet:h-[18px] tablet:text-meta">
      {labels.slice(0, SHOWN_LABELS).map((label) => (
        <LabelDot key={label.id} label={label} />
      ))}
      {more > 0 ? <span>+{more}</span> : null}
      {optedOut ? (
        <span className="rounded-key bg-danger-tint px-1.5 text-key font-medium whitespace-nowrap text-danger">
          Opted out
        </span>
      ) : null}
      <span className="ml-auto flex shrink-0 items-center gap-2 tabular-nums">
        {waiting ? (
          <span
            className={cn(waiting.isOverTarget && "font-medium text-warn")}
            title={waiting.isOverTarget ? "Waiting longer than the 1 h target" : undefined}
          >
            {waiting.words}
          </span>
        ) : null}
        {assignee ? <Avatar person={assignee} size={18} /> : null}
        {needsSomebody ? (
          <span className="size-[18px] shrink-0 rounded-full border-[1.5px] border-dashed border-control" />
        ) : null}
      </span>
    </div>
  );
}
