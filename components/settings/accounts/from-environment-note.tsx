import { Info } from "lucide-react";
import { Icon } from "@/components/ui/icon";
import type { AccountOverview } from "@/lib/domain/account";

/** For an account whose sign-in the server's environment describes: what is changed here doesn't last. */
export function FromEnvironmentNote({ account }: { account: AccountOverview }) {
  if (!account.fromEnvironment) return null;
  return (
    <p className="flex items-start gap-2 text-meta text-text-2">
      <Icon of={Info} size={14} className="mt-px shrink-0 text-text-3" />
      Address and credentials come from the server’s settings. A change here lasts until the server starts
      again.
    </p>
  );
}
