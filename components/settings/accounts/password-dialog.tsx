import { useQueryClient } from "@tanstack/react-query";
import { showActionToast } from "@/components/inbox/action-toast";
import { FormDialog } from "@/components/ui/form-dialog";
import { textOf } from "@/components/ui/form-text";
import { useFormRequest } from "@/components/ui/use-form-request";
import { changeAccount } from "@/lib/client/change-accounts";
import type { AccountOverview } from "@/lib/domain/account";
import { FromEnvironmentNote } from "./from-environment-note";
import { SecretField, UsernameField } from "./sign-in-fields";

interface PasswordDialogProps {
  account: AccountOverview;
  onClose: () => void;
}

/** New words to sign in with. They are tried at the provider before they are kept; a stopped account goes on. */
export function PasswordDialog({ account, onClose }: PasswordDialogProps) {
  const client = useQueryClient();
  const method = account.authMethod;
  const form = useFormRequest(
    (fields, signal) =>
      changeAccount(
        client,
        account.id,
        {
          credentials: {
            method,
            username: textOf(fields, "username"),
            password: textOf(fields, "password"),
          },
        },
        { signal },
      ),
    ({ name }) => {
      showActionToast({ text: `Updated the ${method === "basic" ? "password" : "app secret"} of ${name}` });
      onClose();
    },
  );
  return (
    <FormDialog
      title={account.name}
      action={method === "basic" ? "Update password" : "Update app secret"}
      busyAction="Signing in"
      form={form}
      onClose={onClose}
    >
      <UsernameField method={method} problems={form.problems} defaultValue={account.username} />
      <SecretField method={method} problems={form.problems} isFirst />
      <FromEnvironmentNote account={account} />
    </FormDialog>
  );
}
