import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, Phone, Settings } from "lucide-react";
import { formatCount } from "@/components/inbox/format-count";
import { toFilter } from "@/components/inbox/list-parameters";
import { inboxPath, useInboxLocation } from "@/components/inbox/use-inbox-location";
import { HOME_VIEW, navigationViews, views } from "@/components/inbox/views";
import { sectionsFor, SETTINGS_PATH } from "@/components/settings/settings-sections";
import { Icon } from "@/components/ui/icon";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { healthQueries } from "@/lib/client/health-queries";
import { meQueries } from "@/lib/client/me-queries";
import { numberQueries } from "@/lib/client/number-queries";
import type { View } from "@/lib/domain/conversation";
import { formatNumber } from "@/lib/domain/phone";
import { NavigationItem } from "./navigation-item";

/** The views and our numbers, as links with their counts. */
export function ViewNavigation({ onNavigate }: { onNavigate?: () => void }) {
  const { isInbox, view, parameters } = useInboxLocation();
  const { data: me } = useQuery(meQueries.me());
  const { data: counts } = useQuery(conversationQueries.counts());
  const { data: numbers } = useQuery(numberQueries.list());
  const stopped = useStoppedAccounts();
  const prepareView = usePrepareView();

  return (
    <>
      <ul className="flex flex-col">
        {navigationViews.map((each) => (
          <NavigationItem
            key={each}
            href={inboxPath(each, null)}
            icon={views[each].icon}
            isCurrent={isInbox && view === each && parameters.number === null}
            onNavigate={onNavigate}
            onPrepare={() => prepareView(each)}
            end={each === "archived" ? null : countOf(counts?.[each].total)}
          >
            {views[each].name}
          </NavigationItem>
        ))}
      </ul>
      {numbers && numbers.length > 0 ? (
        <>
          <h2 className="px-2 pt-4 pb-1.5 text-meta font-medium text-text-3">Numbers</h2>
          <ul className="flex flex-col">
            {numbers.map(({ accountId, number, name, needsReply }) => (
              <NavigationItem
                key={`${accountId} ${number}`}
                href={`${inboxPath(HOME_VIEW, null)}?number=${encodeURIComponent(number)}`}
                icon={Phone}
                isCurrent={isInbox && parameters.number === number}
                onNavigate={onNavigate}
                end={stopped.has(accountId) ? <AccountDown /> : countOf(needsReply)}
              >
                {name ?? formatNumber(number)}
              </NavigationItem>
            ))}
          </ul>
        </>
      ) : null}
      {me && sectionsFor(me).length > 0 ? (
        <>
          <h2 className="px-2 pt-4 pb-1.5 text-meta font-medium text-text-3">Team</h2>
          <ul className="flex flex-col">
            <NavigationItem
              href={SETTINGS_PATH}
              icon={Settings}
              isCurrent={!isInbox}
              onNavigate={onNavigate}
              end={stopped.size > 0 ? <AccountDown /> : null}
            >
              Settings
            </NavigationItem>
          </ul>
        </>
      ) : null}
    </>
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
