import type { LucideIcon } from "lucide-react";
import { cn } from "./cn";
import { Icon } from "./icon";

const tones = {
  plain: "bg-surface-2 text-text-2",
  good: "bg-accent-tint text-accent-text",
  warn: "bg-warn-tint text-warn",
  danger: "bg-danger-tint text-danger",
};

interface BadgeProps {
  tone: keyof typeof tones;
  icon?: LucideIcon;
  children: string;
}

/** A state in a word, with an icon that says the same to those who don't see the colour. */
export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex shrink-0 items-center gap-1 rounded-key px-2 py-[3px] text-key font-medium whitespace-nowrap",
        tones[tone],
      )}
    >
      {icon ? <Icon of={icon} size={12} /> : null}
      {children}
    </span>
  );
}
