import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { FormError } from "./form-error";
import { useFocusReturn } from "./use-focus-return";

interface ConfirmDialogProps {
  title: string;
  /** What will happen, in a sentence or two. */
  description: ReactNode;
  /** The verb on the button. */
  action: string;
  tone?: "primary" | "danger";
  isBusy?: boolean;
  /** Why it didn't work, when it didn't. */
  problem?: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is done that can't be undone. Focus starts on Cancel, so Enter does nothing by accident. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, description, action, tone = "primary", isBusy = false, problem, onConfirm, onClose } = props;
  const focusReturn = useFocusReturn();
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-30 animate-fade-in bg-overlay" />
        <AlertDialog.Content
          {...focusReturn}
          className="fixed inset-x-4 top-1/2 z-30 mx-auto flex max-h-[calc(100dvh-32px)] max-w-[440px] -translate-y-1/2 animate-float-in flex-col overflow-hidden rounded-dialog bg-raised shadow-float-3 outline-none"
        >
          <div className="min-h-0 overflow-y-auto px-6 py-5">
            <AlertDialog.Title className="mb-1 text-section font-semibold [overflow-wrap:anywhere]">
              {title}
            </AlertDialog.Title>
            <AlertDialog.Description className="text-text-2">{description}</AlertDialog.Description>
            {problem ? (
              <div className="mt-4 -mb-4">
                <FormError>{problem}</FormError>
              </div>
            ) : null}
          </div>
          <div className="flex justify-end gap-2 border-t border-border bg-bg px-6 py-3.5 dark:bg-surface">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <Button variant={tone} onClick={() => !isBusy && onConfirm()} aria-disabled={isBusy}>
              {action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
