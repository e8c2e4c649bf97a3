import { cn } from "./cn";

interface KbdProps {
  /** One key, as it is printed on the keyboard: "E", "Esc", "↵". */
  children: string;
  className?: string;
}

/** A key of the keyboard. */
export function Kbd({ children, className }: KbdProps) {
  return (
    <kbd
      className={cn(
        "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-key border border-border-strong bg-surface px-1 font-sans text-key font-medium text-text-2",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
