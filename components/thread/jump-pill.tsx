import { ArrowDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";

/** Floats over a thread that isn't at its newest message: says what came in below, and leads there. */
export function JumpPill({
  unseen,
  isFarUp,
  onJump,
}: {
  unseen: number;
  isFarUp: boolean;
  onJump: () => void;
}) {
  if (unseen === 0 && !isFarUp) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <button
        type="button"
        onClick={onJump}
        className={cn(
          "pointer-events-auto inline-flex h-8 animate-float-in items-center gap-1.5 rounded-full px-3 font-medium shadow-float-2 touch:h-11 touch:px-4",
          unseen > 0
            ? "bg-accent text-on-accent hover:bg-accent-hover"
            : "bg-raised text-text-2 hover:bg-surface-2",
        )}
      >
        <Icon of={ArrowDown} size={14} />
        {unseen === 0 ? "Jump to latest" : unseen === 1 ? "1 new message" : `${unseen} new messages`}
      </button>
    </div>
  );
}
