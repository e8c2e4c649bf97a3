import { CircleAlert } from "lucide-react";
import { Icon } from "./icon";

/** What went wrong, above the fields. Read out as soon as it appears. */
export function FormError({ children }: { children: string }) {
  return (
    <p
      role="alert"
      className="mb-4 flex items-start gap-2.5 rounded-menu bg-danger-tint px-3 py-2.5 text-text shadow-[inset_0_0_0_1px_var(--danger-line)]"
    >
      <Icon of={CircleAlert} className="mt-0.5 shrink-0 text-danger" />
      {children}
    </p>
  );
}
