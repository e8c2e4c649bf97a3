import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { showActionToast } from "@/components/inbox/action-toast";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { textOf } from "@/components/ui/form-text";
import { Switch } from "@/components/ui/switch";
import { useFormRequest } from "@/components/ui/use-form-request";
import { changeAccount } from "@/lib/client/change-accounts";
import type { AccountOverview, AuthMethod } from "@/lib/domain/account";
import { formatAmount } from "./account-words";
import { Advanced } from "./advanced";
import { accountChanges } from "./account-changes";
import { FromEnvironmentNote } from "./from-environment-note";
import { MethodChoice, SecretField, UsernameField } from "./sign-in-fields";

interface EditDialogProps {
  account: AccountOverview;
  onClose: () => void;
}

/** An account's name, its share of the request limit, whether webhooks must be signed, and how it signs in. */
export function EditDialog({ account, onClose }: EditDialogProps) {
  const client = useQueryClient();
  const switchId = useId();
  const [baseUrl, setBaseUrl] = useState(account.baseUrl);
  const [method, setMethod] = useState<AuthMethod>(account.authMethod);
  const [share, setShare] = useState(String(account.budgetShare));
  const [signatureRequired, setSignatureRequired] = useState(account.signatureRequired);
  const form = useFormRequest(
    (fields, signal) => {
      const changes = accountChanges(account, {
        name: textOf(fields, "name"),
        baseUrl,
        budgetShare: Number(share),
        signatureRequired,
        method,
        username: textOf(fields, "username"),
        password: textOf(fields, "password"),
      });
      return changeAccount(client, account.id, changes, { signal });
    },
    ({ name }) => {
      showActionToast({ text: `Saved ${name}` });
      onClose();
    },
  );
  const { problems } = form;
  // A password isn't told to another server than the one it was given for.
  const needsSecret = method !== account.authMethod || serverOf(baseUrl) !== serverOf(account.baseUrl);
  return (
    <FormDialog
      title={`Edit ${account.name}`}
      action="Save"
      busyAction="Saving"
      form={form}
      onClose={onClose}
    >
      <Field
        label="Name"
        name="name"
        defaultValue={account.name}
        autoComplete="off"
        maxLength={80}
        required
        problem={problems.fields.name}
        data-initial-focus
      />
      <Field
        label="Share of the request limit, in per cent"
        name="budgetShare"
        type="number"
        inputMode="numeric"
        min={1}
        max={100}
        step={1}
        required
        value={share}
        onChange={(event) => setShare(event.currentTarget.value)}
        hint={shareHint(account, Number(share))}
        problem={problems.fields.budgetShare}
      />
      <div className="flex items-start gap-3">
        <span className="flex h-5 items-center">
          <Switch
            id={switchId}
            checked={signatureRequired}
            onCheckedChange={setSignatureRequired}
            aria-describedby={`${switchId}-hint`}
          />
        </span>
        <div>
          <label htmlFor={switchId} className="font-medium">
            Require signatures
          </label>
          <p id={`${switchId}-hint`} className="text-meta text-text-3">
            Webhooks that aren’t signed go to quarantine. One with a wrong signature always does.
          </p>
        </div>
      </div>
      <Advanced>
        <Field
          label="Address of the API"
          name="baseUrl"
          type="url"
          value={baseUrl}
          onChange={(event) => setBaseUrl(event.currentTarget.value)}
          autoComplete="off"
          maxLength={500}
          required
          problem={problems.fields.baseUrl}
        />
        <MethodChoice method={method} onMethod={setMethod} />
        <UsernameField
          key={method}
          method={method}
          problems={problems}
          defaultValue={method === account.authMethod ? account.username : ""}
        />
        {needsSecret ? <SecretField method={method} problems={problems} /> : null}
        <FromEnvironmentNote account={account} />
      </Advanced>
    </FormDialog>
  );
}

function serverOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}

function shareHint({ requests, budgetShare }: AccountOverview, share: number): string {
  const rest = "The rest stays for other programs that use the account.";
  if (!(share >= 1 && share <= 100)) return rest;
  const ours = Math.round((requests.limitPerMinute / budgetShare) * share);
  return `${formatAmount(ours)} requests a minute. ${rest}`;
}
