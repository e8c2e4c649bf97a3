import { useQuery } from "@tanstack/react-query";
import { ChevronRight, type LucideIcon } from "lucide-react";
import { formatCount } from "@/components/inbox/format-count";
import { ViewLink } from "@/components/inbox/view-link";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { accountQueries } from "@/lib/client/account-queries";
import type { Section } from "./settings-sections";

interface SectionListProps {
  sections: readonly { id: Section; name: string; icon: LucideIcon; path: string }[];
  shown: Section;
  /** Whether the address names the part that is shown. On a phone the list is on screen only when it doesn't. */
  isChosen: boolean;
  onOpen: () => void;
}

/** The parts of the settings. On a phone a page of its own. */
export function SectionList({ sections, shown, isChosen, onOpen }: SectionListProps) {
  const { data: accounts = [] } = useQuery(accountQueries.list());
  const quarantined = accounts.reduce((sum, account) => sum + account.quarantinedWebhooks, 0);
  return (
    <nav
      id="settings-sections"
      aria-label="Settings"
      className={cn(
        "min-h-0 overflow-y-auto p-2 tablet:border-r tablet:border-border tablet:px-3 tablet:py-4",
        isChosen && "max-tablet:hidden",
      )}
    >
      <ul className="flex flex-col gap-px">
        {sections.map(({ id, name, icon, path }) => {
          const isCurrent = id === shown;
          return (
            <li key={id}>
              <ViewLink
                href={path}
                onClick={onOpen}
                aria-current={isCurrent ? "page" : undefined}
                className={cn(
                  "flex h-[30px] items-center gap-2.5 rounded-control px-2 font-[450] text-text-2 hover:bg-surface-2 focus-visible:-outline-offset-2 max-tablet:h-12 max-tablet:gap-3 max-tablet:text-touch touch:h-11",
                  isCurrent && "tablet:bg-surface-3 tablet:font-[550] tablet:text-text",
                )}
              >
                <Icon of={icon} className={cn("shrink-0 text-text-3", isCurrent && "tablet:text-text")} />
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {id === "quarantine" && quarantined > 0 ? (
                  <span className="rounded-full bg-warn-tint px-1.5 text-key font-semibold text-warn tabular-nums">
                    {formatCount(quarantined)}
                    <span className="sr-only"> {quarantined === 1 ? "webhook" : "webhooks"}</span>
                  </span>
                ) : null}
                <Icon of={ChevronRight} className="shrink-0 text-text-3 tablet:hidden" />
              </ViewLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
