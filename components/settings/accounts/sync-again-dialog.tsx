import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showActionToast } from "@/components/inbox/action-toast";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { problemsOf } from "@/components/ui/form-problems";
import { synchroniseAgain } from "@/lib/client/change-accounts";
import type { AccountOverview } from "@/lib/domain/account";
import { formatAmount } from "./account-words";

interface SyncAgainDialogProps {
  account: AccountOverview;
  onClose: () => void;
}

/** Asks before everything is read again: it costs many requests. */
export function SyncAgainDialog({ account, onClose }: SyncAgainDialogProps) {
  const client = useQueryClient();
  const synchronise = useMutation({
    mutationFn: () => synchroniseAgain(client, account.id),
    networkMode: "always",
    onSuccess: () => {
      showActionToast({ text: `Synchronising ${account.name} again` });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Synchronise ${account.name} again?`}
      description={
        `It reads every conversation and text again, in the background, with at most ` +
        `${formatAmount(account.requests.limitPerMinute)} requests a minute; sending goes first. ` +
        `Nothing that people did here changes.`
      }
      action="Synchronise again"
      isBusy={synchronise.isPending}
      problem={synchronise.error === null ? null : problemsOf(synchronise.error).general}
      onConfirm={() => synchronise.mutate()}
      onClose={onClose}
    />
  );
}
