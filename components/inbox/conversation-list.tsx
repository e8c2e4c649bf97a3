import { useQuery } from "@tanstack/react-query";
import { CloudOff, ListFilter, Plug } from "lucide-react";
import type { ReactNode } from "react";
import { SETTINGS_PATH } from "@/components/settings/settings-sections";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { healthQueries } from "@/lib/client/health-queries";
import { meQueries } from "@/lib/client/me-queries";
import type { ConversationFilter } from "@/lib/domain/conversation";
import { can } from "@/lib/domain/permissions";
import { ListSkeleton } from "./list-skeleton";
import type { useConversationList } from "./use-conversation-list";
import { ViewLink } from "./view-link";
import { views } from "./views";
import { VirtualRows, type VirtualRowsProps } from "./virtual-rows";

interface ConversationListProps extends Omit<VirtualRowsProps, "rows" | "label"> {
  filter: ConversationFilter;
  list: ReturnType<typeof useConversationList>;
}

/** The rows of a view, or what to say in their place. */
export function ConversationList({ filter, list, ...rest }: ConversationListProps) {
  const { rows, error, retry } = list;
  const { name, empty } = views[filter.view];
  if (rows === undefined && error) return <CouldNotLoad onRetry={retry} />;
  if (rows === undefined) return <ListSkeleton />;
  if (rows.length > 0) return <VirtualRows rows={rows} label={name} {...rest} />;
  if (filter.unread || filter.userNumber !== undefined) {
    return (
      <EmptyState
        icon={ListFilter}
        title="No conversations match these filters"
        action={
          <Button asChild>
            <ViewLink href={`/${filter.view}`}>Clear filters</ViewLink>
          </Button>
        }
      />
    );
  }
  return (
    <NothingHere>
      <EmptyState icon={empty.icon} title={empty.title}>
        {empty.text}
      </EmptyState>
    </NothingHere>
  );
}

/** An empty list where nothing can arrive says so. */
function NothingHere({ children }: { children: ReactNode }) {
  const { data: health } = useQuery(healthQueries.health());
  const { data: me } = useQuery(meQueries.me());
  if (!health || !me || health.accounts.length > 0) return children;
  return can(me, "account:manage") ? (
    <EmptyState
      icon={Plug}
      title="No account yet"
      action={
        <Button asChild variant="primary">
          <ViewLink href={SETTINGS_PATH}>Connect account</ViewLink>
        </Button>
      }
    >
      Connect EZ Texting to load your conversations.
    </EmptyState>
  ) : (
    <EmptyState icon={Plug} title="No account yet">
      Ask an admin to connect one.
    </EmptyState>
  );
}

function CouldNotLoad({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        icon={CloudOff}
        title="Couldn’t load the list"
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        We’ll keep trying.
      </EmptyState>
    </div>
  );
}
