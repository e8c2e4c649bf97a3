import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

interface TooltipProps {
  label: ReactNode;
  /** The key that does the same. */
  shortcut?: string;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactNode;
}

/** A word about what's under the pointer or focus, after 400 ms. Touch never sees it, so it only repeats. */
export function Tooltip({ label, shortcut, side = "bottom", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 animate-float-in items-center gap-2 rounded-control bg-tip px-2 py-1 text-meta font-medium text-on-tip"
        >
          {label}
          {shortcut === undefined ? null : (
            <Kbd className="border-[color-mix(in_srgb,var(--on-tip)_40%,var(--tip))] bg-transparent text-on-tip">
              {shortcut}
            </Kbd>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Wraps the whole interface: once a tooltip has shown, its neighbours show at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={300}>
      {children}
    </Radix.Provider>
  );
}
