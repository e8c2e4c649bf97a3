import { CircleDashed, Clock, CloudOff, ShieldAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ViewLink } from "@/components/inbox/view-link";
import { Icon } from "@/components/ui/icon";
import { providerNames } from "@/lib/client/provider-names";
import type { AccountOverview } from "@/lib/domain/account";
import { countOf } from "./account-words";

/** What waits, is unsettled or needs somebody, each only where there is any. */
export function OpenMatters({ account }: { account: AccountOverview }) {
  const { waitingSends, unknownSends, givenUpPushes, quarantinedWebhooks, provider, state } = account;
  const matters: { icon: LucideIcon; count: number; words: ReactNode }[] = [
    {
      icon: Clock,
      // The box about the rejected sign-in says it already.
      count: state === "stopped" ? 0 : waitingSends,
      words: `${countOf(waitingSends, "text")} waiting to be sent`,
    },
    { icon: CircleDashed, count: unknownSends, words: `${countOf(unknownSends, "text")} not confirmed yet` },
    {
      icon: CloudOff,
      count: givenUpPushes,
      words: `${countOf(givenUpPushes, "change")} that ${providerNames[provider]} didn’t take`,
    },
    {
      icon: ShieldAlert,
      count: quarantinedWebhooks,
      words: (
        <ViewLink
          href="/settings/quarantine"
          className="relative underline touch:after:absolute touch:after:-inset-y-3"
        >
          {countOf(quarantinedWebhooks, "webhook")} in quarantine
        </ViewLink>
      ),
    },
  ];
  const open = matters.filter(({ count }) => count > 0);
  if (open.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
      {open.map(({ icon, words }, index) => (
        <li key={index} className="flex items-center gap-1.5 text-text">
          <Icon of={icon} size={14} className="shrink-0 text-warn" />
          {words}
        </li>
      ))}
    </ul>
  );
}
