import { AlertDialog } from "radix-ui";
import { Button } from "@/components/ui/button";

interface SendAgainDialogProps {
  text: string;
  contactName: string;
  onSend: () => void;
  onClose: () => void;
}

/** Asks before a text goes out whose first sending may have arrived after all. */
export function SendAgainDialog({ text, contactName, onSend, onClose }: SendAgainDialogProps) {
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-30 animate-fade-in bg-overlay" />
        <AlertDialog.Content className="fixed inset-x-4 top-1/2 z-30 mx-auto flex max-h-[calc(100dvh-32px)] max-w-[440px] -translate-y-1/2 animate-float-in flex-col overflow-hidden rounded-dialog bg-raised shadow-float-3 outline-none">
          <div className="min-h-0 overflow-y-auto px-6 py-5">
            <AlertDialog.Title className="mb-1 text-section font-semibold">
              Send this text again?
            </AlertDialog.Title>
            <AlertDialog.Description className="text-text-2">
              We never heard whether it arrived. {contactName} may get it twice.
            </AlertDialog.Description>
            <p
              dir="auto"
              className="mt-4 rounded-menu border border-dashed border-control px-3 py-2.5 text-body whitespace-pre-wrap [overflow-wrap:anywhere]"
            >
              {text}
            </p>
          </div>
          <div className="flex justify-end gap-2 border-t border-border bg-bg px-6 py-3.5 dark:bg-surface">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button variant="primary" onClick={onSend}>
                Send again
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
