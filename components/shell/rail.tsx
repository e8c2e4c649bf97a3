import { useQuery } from "@tanstack/react-query";
import { Settings, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { formatCount } from "@/components/inbox/format-count";
import { inboxPath, useInboxLocation } from "@/components/inbox/use-inbox-location";
import { ViewLink } from "@/components/inbox/view-link";
import { navigationViews, views } from "@/components/inbox/views";
import { sectionsFor, SETTINGS_PATH } from "@/components/settings/settings-sections";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { Mark } from "@/components/ui/mark";
import { Tooltip } from "@/components/ui/tooltip";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { meQueries } from "@/lib/client/me-queries";
import type { View } from "@/lib/domain/conversation";
import { MeMenu } from "./me-menu";
import { SyncLine } from "./sync-line";
import { ViewNavigation } from "./view-navigation";

/** Views whose count is work for the person, drawn on the icon. */
const badged: readonly View[] = ["needs-reply", "mine"];

/** The navigation of a tablet: icons, and the whole of it in a drawer behind the mark. */
export function Rail() {
  const { isInbox, view } = useInboxLocation();
  const { data: me } = useQuery(meQueries.me());
  const { data: counts } = useQuery(conversationQueries.counts());
  const [isOpen, setOpen] = useState(false);
  return (
    <nav
      aria-label="Views"
      className="hidden min-h-0 flex-col items-center gap-1 border-r border-border bg-bg py-2 tablet:flex desk:hidden"
    >
      <Tooltip label="All views and numbers" side="right">
        <button
          type="button"
          aria-label="All views and numbers"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
          className="mb-3 flex size-11 shrink-0 items-center justify-center rounded-menu hover:bg-surface-2"
        >
          <Mark size={26} />
        </button>
      </Tooltip>
      <ul className="flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto">
        {navigationViews.map((each) => (
          <li key={each}>
            <RailLink
              href={inboxPath(each, null)}
              icon={views[each].icon}
              name={views[each].name}
              isCurrent={isInbox && view === each}
              count={badged.includes(each) ? (counts?.[each].total ?? 0) : 0}
            />
          </li>
        ))}
      </ul>
      {me && sectionsFor(me).length > 0 ? (
        <RailLink href={SETTINGS_PATH} icon={Settings} name="Settings" isCurrent={!isInbox} />
      ) : null}
      <MeMenu compact />
      <Dialog open={isOpen} onOpenChange={setOpen} title="Replydesk" shape="drawer">
        <div className="flex min-h-full flex-col p-2">
          <ViewNavigation onNavigate={() => setOpen(false)} />
          <div className="mt-auto pt-4">
            <SyncLine />
          </div>
        </div>
      </Dialog>
    </nav>
  );
}

interface RailLinkProps {
  href: string;
  icon: LucideIcon;
  name: string;
  isCurrent: boolean;
  count?: number;
}

function RailLink({ href, icon, name, isCurrent, count = 0 }: RailLinkProps) {
  return (
    <Tooltip label={name} side="right">
      <ViewLink
        href={href}
        aria-label={count > 0 ? `${name}, ${count}` : name}
        aria-current={isCurrent ? "page" : undefined}
        className={cn(
          "relative flex size-11 shrink-0 items-center justify-center rounded-menu text-text-2 hover:bg-surface-2 focus-visible:-outline-offset-2",
          isCurrent && "bg-surface-3 text-text hover:bg-surface-3",
        )}
      >
        <Icon of={icon} size={20} />
        {count > 0 ? (
          <span className="absolute top-1 right-[3px] h-4 min-w-4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-semibold text-on-accent tabular-nums">
            {formatCount(count)}
          </span>
        ) : null}
      </ViewLink>
    </Tooltip>
  );
}
