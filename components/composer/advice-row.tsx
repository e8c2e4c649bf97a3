import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";

interface AdviceRowProps {
  tone: "warn" | "danger";
  /** The main thing, in bold. */
  title: string;
  children?: ReactNode;
  action?: { label: string; onClick: () => void };
}

/** A line inside the composer about the text in it. Red ones are said at once, amber ones only shown. */
export function AdviceRow({ tone, title, children, action }: AdviceRowProps) {
  const isDanger = tone === "danger";
  return (
    <div
      role={isDanger ? "alert" : undefined}
      className={cn(
        "mx-2 mt-1.5 mb-2 flex items-center tablet:mt-0 gap-2.5 rounded-control py-2 pr-2 pl-3 text-meta",
        isDanger ? "bg-danger-tint" : "bg-warn-tint",
      )}
    >
      <Icon
        of={isDanger ? CircleAlert : TriangleAlert}
        className={cn("shrink-0", isDanger ? "text-danger" : "text-warn")}
      />
      <p className="min-w-0 flex-1">
        <b className="font-semibold">{title}</b> {children}
      </p>
      {action ? (
        <Button size="small" className="h-6 px-2 text-meta" onClick={action.onClick}>
          {action.label}
        </Button>
      ) : null}
    </div>
  );
}
