import { CloudOff, ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ConversationFilter } from "@/lib/domain/conversation";
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
    <EmptyState icon={empty.icon} title={empty.title}>
      {empty.text}
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
