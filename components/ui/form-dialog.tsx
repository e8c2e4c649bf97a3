import type { ReactNode, SyntheticEvent } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { FormError } from "./form-error";
import type { FormRequest } from "./use-form-request";

interface FormDialogProps {
  title: string;
  /** The verb on the button, and what it says while the request is on its way. */
  action: string;
  busyAction: string;
  tone?: "primary" | "danger";
  /** Whether the form may be sent as it stands. */
  isReady?: boolean;
  form: FormRequest;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a window of its own. Enter sends it; what's wrong stands at its field, and what was typed stays. */
export function FormDialog(props: FormDialogProps) {
  const { title, action, busyAction, tone = "primary", isReady = true, form, onClose, children } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      className="max-w-[440px] max-tablet:max-w-none"
    >
      <form onSubmit={form.onSubmit} onInvalidCapture={unfold}>
        <div className="flex flex-col gap-4 px-6 py-5 max-tablet:px-5">
          {form.problems.general === null ? null : (
            <div className="-mb-4">
              <FormError>{form.problems.general}</FormError>
            </div>
          )}
          {children}
        </div>
        <footer className="sticky bottom-0 flex justify-end gap-2 border-t border-border bg-bg px-6 py-3.5 max-tablet:px-5 dark:bg-surface">
          <Button onClick={onClose}>Cancel</Button>
          {/* Not disabled while busy: a button that has the focus must not lose it. */}
          <Button type="submit" variant={tone} disabled={!isReady} aria-disabled={form.isBusy}>
            {form.isBusy ? busyAction : action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** The browser can't point at a field that is folded away, and would refuse to send the form without a word. */
function unfold(event: SyntheticEvent<HTMLFormElement>): void {
  const folded = event.target instanceof Element ? event.target.closest("details") : null;
  if (folded) folded.open = true;
}
