import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { showActionToast } from "@/components/inbox/action-toast";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { useFormRequest } from "@/components/ui/use-form-request";
import { disconnectAccount } from "@/lib/client/change-accounts";
import type { AccountOverview } from "@/lib/domain/account";
import { countOf } from "./account-words";

interface DisconnectDialogProps {
  account: AccountOverview;
  onClose: () => void;
}

/** Ends a connection, once its name has been typed: nobody does that by accident. */
export function DisconnectDialog({ account, onClose }: DisconnectDialogProps) {
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const { name, waitingSends } = account;
  const form = useFormRequest(
    (_fields, signal) => disconnectAccount(client, account.id, { signal }),
    () => {
      showActionToast({ text: `Disconnected ${name}` });
      onClose();
    },
  );
  return (
    <FormDialog
      title={`Disconnect ${name}`}
      action="Disconnect"
      busyAction="Disconnecting"
      tone="danger"
      isReady={typed.trim() === name.trim()}
      form={form}
      onClose={onClose}
    >
      <p className="text-text-2">
        Texts no longer arrive or go out on this account. Its conversations stay and can be read.
        {waitingSends > 0
          ? ` ${countOf(waitingSends, "text")} that ${waitingSends === 1 ? "waits" : "wait"} will not be sent.`
          : ""}
      </p>
      <Field
        label={`To confirm, type ${name}`}
        name="confirmation"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-initial-focus
      />
    </FormDialog>
  );
}
