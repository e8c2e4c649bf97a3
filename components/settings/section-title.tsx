import type { ReactNode } from "react";

interface SectionTitleProps {
  /** At most one button. */
  action?: ReactNode;
  children: string;
}

/** The heading of a section of the settings, and what one does there most. */
export function SectionTitle({ action, children }: SectionTitleProps) {
  return (
    <div className="mb-4 flex h-9 items-center justify-between gap-3">
      <h2 data-page-title tabIndex={-1} className="text-section font-semibold outline-none">
        {children}
      </h2>
      {action}
    </div>
  );
}
