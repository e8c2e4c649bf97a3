import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** What few need to touch, folded away. */
export function Advanced({ children }: { children: ReactNode }) {
  return (
    <details className="group">
      <summary className="relative flex w-fit cursor-default list-none items-center gap-1.5 rounded-key font-medium text-text-2 touch:after:absolute touch:after:-inset-3 hover:text-text [&::-webkit-details-marker]:hidden">
        <Icon of={ChevronRight} className="transition-transform group-open:rotate-90" />
        Advanced
      </summary>
      <div className="mt-3 flex flex-col gap-4">{children}</div>
    </details>
  );
}
