import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { showActionToast } from "@/components/inbox/action-toast";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { textOf } from "@/components/ui/form-text";
import { useFormRequest } from "@/components/ui/use-form-request";
import { connectAccount } from "@/lib/client/change-accounts";
import { providerNames } from "@/lib/client/provider-names";
import type { AuthMethod } from "@/lib/domain/account";
import { Advanced } from "./advanced";
import { MethodChoice, SecretField, UsernameField } from "./sign-in-fields";

/** Connects an account. The provider is asked first, so a wrong password shows here and nothing is kept. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [method, setMethod] = useState<AuthMethod>("basic");
  const form = useFormRequest(
    (fields, signal) => {
      const baseUrl = textOf(fields, "baseUrl").trim();
      return connectAccount(
        client,
        {
          name: textOf(fields, "name"),
          provider: "eztexting",
          credentials: {
            method,
            username: textOf(fields, "username"),
            password: textOf(fields, "password"),
          },
          ...(baseUrl !== "" && { baseUrl }),
        },
        { signal },
      );
    },
    ({ name }) => {
      showActionToast({ text: `Connected ${name}` });
      onClose();
    },
  );
  const { problems } = form;
  return (
    <FormDialog
      title={`Connect ${providerNames.eztexting}`}
      action="Connect"
      busyAction="Connecting"
      form={form}
      onClose={onClose}
    >
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={80}
        required
        hint="What your team calls this account."
        problem={problems.fields.name}
        data-initial-focus
      />
      <MethodChoice method={method} onMethod={setMethod} />
      <UsernameField method={method} problems={problems} />
      <SecretField method={method} problems={problems} />
      <Advanced>
        <Field
          label="Address of the API"
          name="baseUrl"
          type="url"
          autoComplete="off"
          maxLength={500}
          hint={`Leave it empty for the usual one of ${providerNames.eztexting}. Otherwise with its version, such as /v1.`}
          problem={problems.fields.baseUrl}
        />
      </Advanced>
    </FormDialog>
  );
}
