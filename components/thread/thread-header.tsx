import {
  Archive,
  ArchiveRestore,
  ArrowLeft,
  Ellipsis,
  Mail,
  MailOpen,
  Phone,
  type LucideIcon,
} from "lucide-react";
import { useConversationActions } from "@/components/inbox/conversation-actions";
import { nameOf } from "@/components/inbox/row-words";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { Conversation } from "@/lib/domain/conversation";
import { formatNumber } from "@/lib/domain/phone";
import { LabelDot } from "./label-dot";

interface ThreadHeaderProps {
  conversation: Conversation;
  meId: string;
  /** Phone: back to the list. */
  onBack: () => void;
}

/** Who this is with, and what can be done to it. What doesn't fit moves into More: labels, number, read. */
export function ThreadHeader({ conversation, meId, onBack }: ThreadHeaderProps) {
  const actions = useConversationActions();
  const { archived, unreadCount, assignee, labels, contact } = conversation;
  const isUnread = unreadCount > 0;
  const read = { icon: isUnread ? MailOpen : Mail, label: isUnread ? "Mark as read" : "Mark as unread" };
  const archive = archived
    ? { icon: ArchiveRestore, label: "Move to inbox" }
    : { icon: Archive, label: "Archive" };

  return (
    <header className="@container shrink-0 border-b border-border">
      <div className="flex h-[52px] items-center gap-1 pr-1 pb-1 tablet:max-desk:h-[60px] tablet:pr-2 tablet:pb-0 tablet:pl-5 desk:pr-3 desk:pl-6">
        <IconButton icon={ArrowLeft} label="Back to the list" className="tablet:hidden" onClick={onBack} />
        <div className="mr-auto flex min-w-0 flex-col desk:flex-row desk:items-baseline desk:gap-2">
          <h2 className="truncate text-touch font-semibold tracking-[-0.012em] tablet:text-title">
            {nameOf(conversation)}
          </h2>
          <p className="truncate text-meta text-text-3 tabular-nums">
            {contact ? (
              <span className="@max-[360px]:hidden">{formatNumber(conversation.contactNumber)} · </span>
            ) : null}
            to {conversation.userNumberName ?? formatNumber(conversation.userNumber)}
          </p>
          {labels.length > 0 ? (
            <ul aria-label="Labels" className="ml-1 hidden shrink-0 gap-3 text-meta @min-[640px]:flex">
              {labels.slice(0, 2).map((label) => (
                <li key={label.id} className="max-w-32">
                  <LabelDot label={label} />
                </li>
              ))}
              {labels.length > 2 ? <li className="text-text-3">+{labels.length - 2}</li> : null}
            </ul>
          ) : null}
        </div>

        {assignee ? (
          <span className="inline-flex shrink-0 items-center gap-1.5 px-2 font-medium text-text-2 max-tablet:hidden">
            <Avatar person={assignee} />
            <span className="sr-only">Assigned to</span>
            <span>{assignee.id === meId ? "You" : assignee.name.split(" ")[0]}</span>
          </span>
        ) : null}
        {assignee ? (
          <span aria-hidden className="mx-1.5 h-5 w-px shrink-0 bg-border max-desk:hidden" />
        ) : null}
        <IconButton
          {...read}
          shortcut="U"
          className="@max-[560px]:hidden"
          onClick={() => actions.toggleRead(conversation)}
        />
        <IconButton {...archive} shortcut="E" onClick={() => actions.toggleArchived(conversation)} />
        <Menu modal={false}>
          <MenuTrigger asChild>
            <IconButton icon={Ellipsis} label="More" />
          </MenuTrigger>
          <MenuContent align="end">
            <MoreItem icon={read.icon} shortcut="U" onSelect={() => actions.toggleRead(conversation)}>
              {read.label}
            </MoreItem>
            <MoreItem icon={archive.icon} shortcut="E" onSelect={() => actions.toggleArchived(conversation)}>
              {archive.label}
            </MoreItem>
            <MenuItem icon={Phone} href={`tel:${conversation.contactNumber}`}>
              Call
            </MenuItem>
          </MenuContent>
        </Menu>
      </div>
    </header>
  );
}

function MoreItem(props: { icon: LucideIcon; shortcut: string; onSelect: () => void; children: string }) {
  const { icon, shortcut, onSelect, children } = props;
  return (
    <MenuItem icon={icon} shortcut={[shortcut]} onSelect={onSelect} className={cn("gap-2.5")}>
      {children}
    </MenuItem>
  );
}
