import { useClock } from "@/components/ui/clock";
import { formatTimeOfDay } from "@/lib/client/format-time";
import type { RequestUsage } from "@/lib/domain/account";
import { priorities } from "@/lib/domain/request-budget";
import { countOf, formatAmount } from "./account-words";
import { purposes } from "./usage-summary";

interface UsageTooltipProps {
  minute: RequestUsage["minutes"][number];
  /** From 0 at the left to 1 at the right of the chart. */
  position: number;
}

/** What one bar stands for. It never leaves the chart at the sides. */
export function UsageTooltip({ minute, position }: UsageTooltipProps) {
  const { timeZone } = useClock();
  const { at, total, throttled, calls } = minute;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute bottom-full z-10 mb-1.5 w-max rounded-control bg-tip px-2.5 py-1.5 text-meta text-on-tip tabular-nums shadow-float-2"
      style={{ left: `${position * 100}%`, transform: `translateX(-${position * 100}%)` }}
    >
      <p className="font-medium">
        {formatTimeOfDay(at, timeZone)}, {countOf(total, "request")}
      </p>
      {priorities.map((priority) =>
        calls[priority] ? (
          <p key={priority} className="flex justify-between gap-4">
            {purposes[priority]} <span>{formatAmount(calls[priority])}</span>
          </p>
        ) : null,
      )}
      {throttled > 0 ? (
        <p className="flex justify-between gap-4">
          Too many at once <span>{formatAmount(throttled)}</span>
        </p>
      ) : null}
    </div>
  );
}
