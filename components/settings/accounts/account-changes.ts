import type { Account, AccountChanges, AuthMethod } from "@/lib/domain/account";

interface Filled {
  name: string;
  baseUrl: string;
  budgetShare: number;
  signatureRequired: boolean;
  method: AuthMethod;
  username: string;
  /** Empty: stays as it is. */
  password: string;
}

/** What of a filled-in form differs from the account. What stays isn't sent: a new sign-in would be tried for nothing. */
export function accountChanges(account: Account, filled: Filled): AccountChanges {
  const { method, username, password } = filled;
  const name = filled.name.trim();
  const baseUrl = filled.baseUrl.trim();
  const isSameSignIn =
    method === account.authMethod && username.trim() === account.username && password === "";
  return {
    ...(name !== account.name && { name }),
    ...(baseUrl !== account.baseUrl && { baseUrl }),
    ...(filled.budgetShare !== account.budgetShare && { budgetShare: filled.budgetShare }),
    ...(filled.signatureRequired !== account.signatureRequired && {
      signatureRequired: filled.signatureRequired,
    }),
    ...(!isSameSignIn && {
      credentials: { method, username: username.trim(), ...(password !== "" && { password }) },
    }),
  };
}
