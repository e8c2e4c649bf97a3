import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Icon } from "./icon";
import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  icon: LucideIcon;
  /** Its name, for the tooltip and for screen readers. */
  label: string;
  shortcut?: string;
  /** `none`: where the button gets focus by itself, a tooltip would pop up unasked and take the first Esc. */
  tooltipSide?: "top" | "bottom" | "left" | "right" | "none";
  /** Stays drawn as pressed, as the button of a panel that is open. */
  active?: boolean;
  size?: "small" | "normal";
}

/** A button that is only an icon: 32 px at a desk, 44 px on tablets and phones. */
export function IconButton({
  icon,
  label,
  shortcut,
  tooltipSide,
  active = false,
  size = "normal",
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      className={cn(
        "relative inline-flex shrink-0 items-center justify-center rounded-control text-text-2 transition-colors hover:bg-surface-2 hover:text-text",
        "aria-expanded:bg-surface-2 disabled:text-text-3 disabled:hover:bg-transparent",
        size === "normal" ? "size-8 max-desk:size-11" : "size-7 touch:after:absolute touch:after:-inset-2",
        active && "bg-surface-2 text-text",
        className,
      )}
      {...rest}
    >
      <Icon of={icon} className="max-desk:size-5" />
    </button>
  );
  if (tooltipSide === "none") return button;
  return (
    <Tooltip
      label={label}
      {...(shortcut === undefined ? {} : { shortcut })}
      {...(tooltipSide === undefined ? {} : { side: tooltipSide })}
    >
      {button}
    </Tooltip>
  );
}
