import { Ellipsis, Inbox, LogOut, Settings, User, UserX, type LucideIcon } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { inboxPath, useInboxLocation } from "@/components/inbox/use-inbox-location";
import { ViewLink } from "@/components/inbox/view-link";
import { HOME_VIEW } from "@/components/inbox/views";
import { sectionsFor } from "@/components/settings/settings-sections";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { meQueries } from "@/lib/client/me-queries";
import type { View } from "@/lib/domain/conversation";
import { signOutHere } from "./sign-out-here";
import { SyncLine } from "./sync-line";
import { themeChoices, themeNames } from "./theme";
import { setTheme, useThemeChoice } from "./use-theme";

const tabs: { name: string; icon: LucideIcon; view: View }[] = [
  { name: "Inbox", icon: Inbox, view: HOME_VIEW },
  { name: "Mine", icon: User, view: "mine" },
  { name: "Unassigned", icon: UserX, view: "unassigned" },
];

const tab =
  "flex h-[50px] flex-col items-center justify-center gap-0.5 text-key leading-[14px] font-medium text-text-2 focus-visible:-outline-offset-2";

/** The navigation of a phone. It makes room for the thread while one is open. */
export function TabBar() {
  const { isInbox, view, conversationId } = useInboxLocation();
  const [isOpen, setOpen] = useState(false);
  if (conversationId !== null) return null;
  const current = isInbox ? (tabs.find((each) => each.view === view) ?? tabs[0]) : undefined;
  return (
    <nav
      aria-label="Views"
      className="grid shrink-0 grid-cols-4 border-t border-border bg-bg px-2 pb-[env(safe-area-inset-bottom)] tablet:hidden"
    >
      {tabs.map((each) => (
        <ViewLink
          key={each.name}
          href={inboxPath(each.view, null)}
          aria-current={each === current ? "page" : undefined}
          className={cn(tab, each === current && "text-accent-text")}
        >
          <Icon of={each.icon} size={22} />
          {each.name}
        </ViewLink>
      ))}
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className={cn(tab, !isInbox && "text-accent-text")}
      >
        <Icon of={Ellipsis} size={22} />
        More
      </button>
      <Dialog open={isOpen} onOpenChange={setOpen} title="More" shape="sheet">
        <MoreSheet onNavigate={() => setOpen(false)} />
      </Dialog>
    </nav>
  );
}

function MoreSheet({ onNavigate }: { onNavigate: () => void }) {
  const { data: me } = useQuery(meQueries.me());
  const theme = useThemeChoice();
  return (
    <div className="flex flex-col gap-1 px-3 py-3 text-title">
      {me ? (
        <p className="flex h-11 items-center gap-3 px-2">
          <Avatar person={me} size={28} />
          <span className="font-medium">{me.name}</span>
          <span className="text-text-3 first-letter:uppercase">{me.role}</span>
        </p>
      ) : null}
      <SyncLine />
      {me && sectionsFor(me).length > 0 ? (
        <ViewLink
          href="/settings"
          onClick={onNavigate}
          className="flex h-12 items-center gap-3 rounded-control px-2 font-medium hover:bg-surface-2"
        >
          <Icon of={Settings} size={20} className="text-text-3" />
          Settings
        </ViewLink>
      ) : null}
      <fieldset className="px-2 py-2">
        <legend className="mb-1.5 text-ui font-medium text-text-3">Look</legend>
        <div className="grid grid-cols-[auto_1fr_1fr] gap-0.5 rounded-card bg-surface-2 p-[3px]">
          {themeChoices.map((choice) => (
            <label
              key={choice}
              className="flex h-11 items-center justify-center rounded-menu px-3 text-body font-medium text-text-2 has-checked:bg-raised has-checked:text-text has-checked:shadow-[0_0_0_1px_var(--border-strong)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="theme"
                className="sr-only"
                checked={theme === choice}
                onChange={() => setTheme(choice)}
              />
              {themeNames[choice]}
            </label>
          ))}
        </div>
      </fieldset>
      <button
        type="button"
        onClick={() => void signOutHere()}
        className="flex h-12 items-center gap-3 rounded-control px-2 font-medium hover:bg-surface-2"
      >
        <Icon of={LogOut} size={20} className="text-text-3" />
        Sign out
      </button>
    </div>
  );
}
