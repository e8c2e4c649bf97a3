import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Icon } from "./icon";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  /** At most one button. */
  action?: ReactNode;
  className?: string;
}

/** What a pane says when it has nothing to show: an icon, one bold line, one plain line. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-12 text-center", className)}>
      <Icon of={icon} size={20} className="mb-2 text-text-3" />
      <p className="font-semibold">{title}</p>
      {children ? <p className="max-w-80 text-text-2">{children}</p> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
