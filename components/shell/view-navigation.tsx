import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, Phone } from "lucide-react";
import type { ReactNode } from "react";
import { formatCount } from "@/components/inbox/format-count";
import { toFilter } from "@/components/inbox/list-parameters";
import { inboxPath, useInboxLocation } from "@/components/inbox/use-inbox-location";
import { ViewLink } from "@/components/inbox/view-link";
import { HOME_VIEW, navigationViews, views } from "@/components/inbox/views";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { healthQueries } from "@/lib/client/health-queries";
import { numberQueries } from "@/lib/client/number-queries";
import type { View } from "@/lib/domain/conversation";
import { formatNumber } from "@/lib/domain/phone";
import type { LucideIcon } from "lucide-react";

/** The views and our numbers, as links with their counts. */
export function ViewNavigation({ onNavigate }: { onNavigate?: () => void }) {
  const { view, parameters } = useInboxLocation();
  const { data: counts } = useQuery(conversationQueries.counts());
  const { data: numbers } = useQuery(numberQueries.list());
  const stopped = useStoppedAccounts();
  const prepareView = usePrepareView();

  return (
    <>
      <ul className="flex flex-col">
        {navigationViews.map((each) => (
          <Item
            key={each}
            href={inboxPath(each, null)}
            icon={views[each].icon}
            isCurrent={view === each && parameters.number === null}
            onNavigate={onNavigate}
            onPrepare={() => prepareView(each)}
            end={each === "archived" ? null : countOf(counts?.[each].total)}
          >
            {views[each].name}
          </Item>
        ))}
      </ul>
      {numbers && numbers.length > 0 ? (
        <>
          <h2 className="px-2 pt-4 pb-1.5 text-meta font-medium text-text-3">Numbers</h2>
          <ul className="flex flex-col">
            {numbers.map(({ accountId, number, name, needsReply }) => (
              <Item
                key={`${accountId} ${number}`}
                href={`${inboxPath(HOME_VIEW, null)}?number=${encodeURIComponent(number)}`}
                icon={Phone}
                isCurrent={parameters.number === number}
                onNavigate={onNavigate}
                end={stopped.has(accountId) ? <AccountDown /> : countOf(needsReply)}
              >
                {name ?? formatNumber(number)}
              </Item>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

interface ItemProps {
  href: string;
  icon: LucideIcon;
  isCurrent: boolean;
  onNavigate: (() => void) | undefined;
  onPrepare?: () => void;
  end: ReactNode;
  children: ReactNode;
}

function Item({ href, icon, isCurrent, onNavigate, onPrepare, end, children }: ItemProps) {
  return (
    <li>
      <ViewLink
        href={href}
        onClick={onNavigate}
        onPointerEnter={onPrepare}
        aria-current={isCurrent ? "page" : undefined}
        className={cn(
          "flex h-[30px] items-center gap-2.5 rounded-control px-2 font-[450] text-text-2 hover:bg-surface-2 focus-visible:-outline-offset-2 max-tablet:h-11 max-tablet:text-title touch:h-11",
          isCurrent && "bg-surface-3 font-[550] text-text hover:bg-surface-3",
        )}
      >
        <Icon of={icon} className={isCurrent ? "text-text" : "text-text-3"} />
        <span className="truncate">{children}</span>
        <span
          className={cn(
            "ml-auto text-meta font-normal text-text-3 tabular-nums",
            isCurrent && "font-[550] text-text",
          )}
        >
          {end}
        </span>
      </ViewLink>
    </li>
  );
}

/** Nothing is said about an empty view; its row says it better. */
function countOf(count: number | undefined): string | null {
  return count === undefined || count === 0 ? null : formatCount(count);
}

function AccountDown() {
  return (
    <span title="This account is stopped" className="text-danger">
      <Icon of={CircleAlert} />
      <span className="sr-only">Account stopped</span>
    </span>
  );
}

function useStoppedAccounts(): Set<string> {
  const { data: health } = useQuery(healthQueries.health());
  return new Set(health?.accounts.filter(({ state }) => state === "stopped").map(({ id }) => id));
}

/** Has a view's first rows at hand before it's clicked. If that fails, the view says so when it's opened. */
function usePrepareView(): (view: View) => void {
  const client = useQueryClient();
  return (view) => {
    const filter = toFilter(view, { unread: null, sort: null, number: null });
    client.infiniteQuery(conversationQueries.list(filter)).catch(() => undefined);
  };
}
