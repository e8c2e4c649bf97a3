import { cn } from "@/components/ui/cn";

/** Across the thread: a new day, or everything that came since the last visit. */
export function Divider({ words, isAccent = false }: { words: string; isAccent?: boolean }) {
  const line = cn("h-px flex-1", isAccent ? "bg-accent-line" : "bg-border");
  return (
    <div
      data-divider
      role="separator"
      aria-label={words}
      className={cn(
        "mt-5 mb-3 flex items-center [[data-divider]+&]:mt-1 gap-3 text-meta font-medium",
        isAccent ? "text-accent-text" : "text-text-3",
      )}
    >
      <span className={line} />
      {words}
      <span className={line} />
    </div>
  );
}
