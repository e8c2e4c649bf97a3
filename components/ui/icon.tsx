import type { LucideIcon } from "lucide-react";

interface IconProps {
  of: LucideIcon;
  /** Pixels. 16 beside text, 14 in meta lines, 20 to 22 on a phone. */
  size?: 12 | 14 | 16 | 20 | 22;
  className?: string;
}

/** A drawn icon. Never read aloud: the word beside it, or the button's label, says the same. */
export function Icon({ of: Drawing, size = 16, className }: IconProps) {
  return <Drawing size={size} strokeWidth={1.9} aria-hidden className={className} />;
}
