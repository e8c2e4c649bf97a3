import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ViewLink } from "@/components/inbox/view-link";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";

interface NavigationItemProps {
  href: string;
  icon: LucideIcon;
  isCurrent: boolean;
  onNavigate?: (() => void) | undefined;
  /** The pointer is over it: it may be clicked next. */
  onPrepare?: () => void;
  /** A count, or a mark. */
  end?: ReactNode;
  children: ReactNode;
}

/** A line of a navigation: an icon, a name, and at the end a count. */
export function NavigationItem(props: NavigationItemProps) {
  const { href, icon, isCurrent, onNavigate, onPrepare, end, children } = props;
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
        <Icon of={icon} className={cn("shrink-0", isCurrent ? "text-text" : "text-text-3")} />
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
