import { ChevronDown, X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import type { Sort, View } from "@/lib/domain/conversation";
import { formatCount } from "./format-count";
import { sortNames, views } from "./views";

interface ListHeaderProps {
  view: View;
  /** null while it isn't known. */
  count: { total: number; unread: number } | null;
  unreadOnly: boolean;
  onUnreadOnly: (unreadOnly: boolean) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** The number the list is narrowed to, and a way to let go of it. */
  number: { name: string; clear: () => void } | null;
  /** On a phone the title opens the list of views. */
  viewSwitch: (title: ReactNode) => ReactNode;
}

/** Above the rows: which view, how many, and how they are narrowed and sorted. */
export function ListHeader({
  view,
  count,
  unreadOnly,
  onUnreadOnly,
  sort,
  onSort,
  number,
  viewSwitch,
}: ListHeaderProps) {
  const { name, sorts } = views[view];
  const title = (
    <h1
      id="list-title"
      data-page-title
      tabIndex={-1}
      className="truncate text-view font-[650] outline-none tablet:text-title tablet:font-semibold"
    >
      {name}
    </h1>
  );
  return (
    <>
      <header className="flex h-13 shrink-0 items-center gap-2 pr-3 pl-4 tablet:h-15 tablet:pl-5 desk:h-13">
        {viewSwitch(title)}
        {count ? (
          <span className="text-title text-text-3 tabular-nums tablet:text-ui">
            {formatCount(count.total)}
          </span>
        ) : null}
        {number ? <NumberChip {...number} /> : null}
      </header>
      <div className="flex h-11 shrink-0 items-center gap-1.5 border-b border-border pr-4 pb-1.5 pl-4 tablet:pr-3 tablet:pb-1 tablet:pl-5 desk:h-9">
        <div role="group" aria-label="Which conversations" className="-ml-1 flex gap-1.5 tablet:-ml-2">
          <Tab selected={!unreadOnly} onSelect={() => onUnreadOnly(false)}>
            All
          </Tab>
          <Tab selected={unreadOnly} onSelect={() => onUnreadOnly(true)}>
            Unread
            {count && count.unread > 0 ? (
              <span className="ml-1 font-[450] text-text-3 tabular-nums">{formatCount(count.unread)}</span>
            ) : null}
          </Tab>
        </div>
        <Menu>
          <MenuTrigger className="relative ml-auto inline-flex h-6 items-center gap-1 rounded-control text-body font-[450] whitespace-nowrap text-text-2 hover:text-text touch:after:absolute touch:after:-inset-2.5 tablet:text-meta">
            <span className="sr-only">Sort by</span>
            {sortNames[sort]}
            <Icon of={ChevronDown} size={14} />
          </MenuTrigger>
          <MenuContent align="end">
            <MenuRadioGroup
              value={sort}
              onValueChange={(value) => {
                const chosen = sorts.find((candidate) => candidate === value);
                if (chosen) onSort(chosen);
              }}
            >
              {sorts.map((option) => (
                <MenuRadioItem key={option} value={option}>
                  {sortNames[option]}
                </MenuRadioItem>
              ))}
            </MenuRadioGroup>
          </MenuContent>
        </Menu>
      </div>
    </>
  );
}

function Tab({
  selected,
  onSelect,
  children,
}: {
  selected: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={onSelect}
      className={cn(
        "relative h-9 rounded-menu px-3 text-body font-medium text-text-2 hover:text-text touch:after:absolute touch:after:-inset-1.5",
        "tablet:h-8 tablet:rounded-control tablet:px-2 tablet:text-meta desk:h-6",
        selected && "bg-surface-2 text-text",
      )}
    >
      {children}
    </button>
  );
}

function NumberChip({ name, clear }: { name: string; clear: () => void }) {
  return (
    <span className="inline-flex h-6 min-w-0 items-center gap-1 rounded-control bg-accent-tint pl-2 text-meta font-medium text-accent-text shadow-[inset_0_0_0_1px_var(--accent-line)]">
      <span className="truncate">{name}</span>
      <button
        type="button"
        aria-label={`Show all numbers, not only ${name}`}
        onClick={clear}
        className="relative flex size-6 items-center justify-center touch:after:absolute touch:after:-inset-2.5"
      >
        <Icon of={X} size={14} />
      </button>
    </span>
  );
}
