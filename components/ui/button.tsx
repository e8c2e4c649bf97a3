import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const button = cva(
  "relative inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium transition-colors " +
    "disabled:bg-surface-3 disabled:text-text-3 disabled:shadow-none touch:after:absolute touch:after:inset-x-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary:
          "bg-surface text-text shadow-[inset_0_0_0_1px_var(--border-strong)] hover:bg-surface-2 active:bg-surface-3",
        danger: "bg-danger text-on-danger hover:opacity-90",
        ghost: "text-text-2 hover:bg-surface-2 hover:text-text",
      },
      size: {
        small: "h-7 gap-1.5 px-2.5 touch:after:-inset-y-2",
        normal: "h-8 px-3 touch:after:-inset-y-1.5",
        large: "h-10 px-4 touch:h-11",
      },
    },
    defaultVariants: { variant: "secondary", size: "normal" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof button> {
  /** Draws its one child (a link, say) as a button. */
  asChild?: boolean;
}

/** A button with a word on it. Where it's drawn smaller than 44 px, a finger may still miss it by a little. */
export function Button({ variant, size, asChild, className, ...rest }: ButtonProps) {
  const Element = asChild ? Slot.Root : "button";
  return (
    <Element
      type={asChild ? undefined : "button"}
      className={cn(button({ variant, size }), className)}
      {...rest}
    />
  );
}
