import { cn } from "@/components/ui/cn";
import type { Label } from "@/lib/domain/conversation";

const dots: Record<Label["color"], string> = {
  blue: "bg-label-blue",
  teal: "bg-label-teal",
  green: "bg-label-green",
  amber: "bg-label-amber",
  rose: "bg-label-rose",
  grey: "bg-label-grey",
};

/** A label: a dot and its name, never a filled pill. */
export function LabelDot({ label }: { label: Label }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 whitespace-nowrap text-text-2">
      <span aria-hidden className={cn("size-[7px] shrink-0 rounded-full", dots[label.color])} />
      <span className="truncate">{label.name}</span>
    </span>
  );
}
