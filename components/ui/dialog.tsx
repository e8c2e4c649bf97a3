import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { useFocusReturn } from "./use-focus-return";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** A sentence under the title, read out with it. */
  description?: string;
  /** `dialog` floats in the middle, `sheet` rises from the bottom of a phone, `drawer` slides in from the left. */
  shape?: "dialog" | "sheet" | "drawer";
  className?: string;
  children: ReactNode;
}

const shapes = {
  dialog:
    "inset-x-4 top-1/2 mx-auto max-h-[calc(100dvh-32px)] max-w-[848px] -translate-y-1/2 animate-float-in rounded-dialog",
  sheet:
    "inset-x-0 bottom-0 max-h-[calc(100dvh-48px)] animate-sheet-in rounded-t-sheet pb-[max(12px,env(safe-area-inset-bottom))]",
  drawer: "inset-y-0 left-0 w-[280px] animate-drawer-in",
};

/** A window above everything else: focus stays in it and goes back afterwards, Esc closes it, what's behind is inert. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  shape = "dialog",
  className,
  children,
}: DialogProps) {
  const focusReturn = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 animate-fade-in bg-overlay" />
        <Radix.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          {...focusReturn}
          className={cn(
            "fixed z-30 flex flex-col overflow-hidden bg-raised shadow-float-3 outline-none",
            shapes[shape],
            className,
          )}
        >
          <header className="flex h-14 shrink-0 items-center border-b border-border pr-3 pl-6 max-tablet:pl-5">
            <Radix.Title className="flex-1 text-title font-semibold max-tablet:text-section">
              {title}
            </Radix.Title>
            {description === undefined ? null : (
              <Radix.Description className="sr-only">{description}</Radix.Description>
            )}
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" tooltipSide="none" />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
