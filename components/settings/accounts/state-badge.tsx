import { Check, CircleAlert, Clock, RefreshCw } from "lucide-react";
import type { ComponentProps } from "react";
import { Badge } from "@/components/ui/badge";
import type { AccountState } from "@/lib/domain/account";

const states: Record<AccountState, ComponentProps<typeof Badge>> = {
  live: { tone: "good", icon: Check, children: "Connected" },
  backfilling: { tone: "plain", icon: RefreshCw, children: "Syncing" },
  lagging: { tone: "warn", icon: Clock, children: "Lagging" },
  stopped: { tone: "danger", icon: CircleAlert, children: "Sign-in failed" },
};

/** How an account does, in a word. */
export function StateBadge({ state }: { state: AccountState }) {
  return <Badge {...states[state]} />;
}
