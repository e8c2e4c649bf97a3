import { Field } from "@/components/ui/field";
import type { FormProblems } from "@/components/ui/form-problems";
import { PasswordField } from "@/components/ui/password-field";
import { Segmented } from "@/components/ui/segmented";
import type { AuthMethod } from "@/lib/domain/account";
import { signInWords } from "./account-words";

const choices = [
  { value: "basic", label: signInWords.basic.choice },
  { value: "oauth2", label: signInWords.oauth2.choice },
] as const;

/** How to sign in at the provider: with what one signs in there oneself, or with the keys of an app. */
export function MethodChoice(props: { method: AuthMethod; onMethod: (method: AuthMethod) => void }) {
  return (
    <Segmented
      legend="Signs in with"
      name="method"
      options={choices}
      value={props.method}
      onChange={props.onMethod}
    />
  );
}

interface SignInFieldProps {
  method: AuthMethod;
  problems: FormProblems;
}

interface UsernameFieldProps extends SignInFieldProps {
  defaultValue?: string;
}

export function UsernameField({ method, problems, defaultValue }: UsernameFieldProps) {
  return (
    <Field
      label={signInWords[method].username}
      name="username"
      defaultValue={defaultValue}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={200}
      required
      problem={problems.fields.username}
    />
  );
}

interface SecretFieldProps extends SignInFieldProps {
  isFirst?: boolean;
}

/** Never filled in beforehand, by us or by the browser. */
export function SecretField({ method, problems, isFirst = false }: SecretFieldProps) {
  return (
    <PasswordField
      label={signInWords[method].password}
      name="password"
      autoComplete="new-password"
      maxLength={500}
      required
      problem={problems.fields.password}
      {...(isFirst && { "data-initial-focus": true })}
    />
  );
}
