import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showActionToast } from "@/components/inbox/action-toast";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { problemsOf } from "@/components/ui/form-problems";
import { discardWebhook } from "@/lib/client/change-quarantine";
import type { QuarantinedWebhook } from "@/lib/domain/webhook-event";

interface DiscardDialogProps {
  webhook: QuarantinedWebhook;
  onLeaving: () => void;
  onClose: () => void;
}

/** Asks before a webhook is put away for good. */
export function DiscardDialog({ webhook, onLeaving, onClose }: DiscardDialogProps) {
  const client = useQueryClient();
  const discard = useMutation({
    mutationFn: () => {
      onLeaving();
      return discardWebhook(client, webhook.id);
    },
    networkMode: "always",
    onSuccess: () => {
      showActionToast({ text: "Discarded" });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title="Discard this webhook?"
      description="It can’t be replayed afterwards. A text it announced still comes in when the account is looked through."
      action="Discard"
      tone="danger"
      isBusy={discard.isPending}
      problem={discard.error === null ? null : problemsOf(discard.error).general}
      onConfirm={() => discard.mutate()}
      onClose={onClose}
    />
  );
}
