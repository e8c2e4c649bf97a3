import { useClock } from "@/components/ui/clock";
import { Meter } from "@/components/ui/meter";
import { formatTimeOfDay } from "@/lib/client/format-time";
import { providerNames } from "@/lib/client/provider-names";
import type { AccountOverview } from "@/lib/domain/account";
import { formatAmount } from "./account-words";

/** The requests of the last full minute against what the account may make. */
export function RequestRate({ account }: { account: AccountOverview }) {
  const { now, timeZone } = useClock();
  const { limitPerMinute, lastMinute, pausedUntil } = account.requests;
  const isPaused = pausedUntil !== null && Date.parse(pausedUntil) > now;
  return (
    <section>
      <h4 className="mb-1 text-meta font-medium text-text-3">Request rate</h4>
      <p className="flex items-center justify-between gap-3 tabular-nums">
        <span>
          {formatAmount(lastMinute)} of {formatAmount(limitPerMinute)} per minute
        </span>
        <span className="text-text-3">sending goes first</span>
      </p>
      <Meter share={lastMinute / Math.max(1, limitPerMinute)} />
      {isPaused ? (
        <p className="mt-1 text-meta text-warn">
          {providerNames[account.provider]} is limiting requests. None is made until{" "}
          {formatTimeOfDay(pausedUntil, timeZone)}.
        </p>
      ) : null}
    </section>
  );
}
