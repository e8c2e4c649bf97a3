import { useClock } from "@/components/ui/clock";
import { formatTimeOfDay } from "@/lib/client/format-time";
import type { RequestUsage } from "@/lib/domain/account";
import { priorities } from "@/lib/domain/request-budget";
import { formatAmount } from "./account-words";
import { purposes } from "./usage-summary";

const cell = "px-2 py-1 text-right first:text-left whitespace-nowrap";

/** The chart's numbers, newest minute first; minutes without any request are left out. */
export function UsageTable({ usage }: { usage: RequestUsage }) {
  const { timeZone } = useClock();
  const minutes = usage.minutes.filter(({ total }) => total > 0).toReversed();
  const used = priorities.filter((priority) => minutes.some(({ calls }) => calls[priority]));
  if (minutes.length === 0) return <p className="h-[76px] text-text-2">No requests in the last hour.</p>;
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label="Requests in the last hour"
      className="max-h-60 overflow-auto rounded-control border border-border"
    >
      <table className="w-full text-meta tabular-nums">
        <thead className="sticky top-0 bg-surface-2 text-text-2">
          <tr>
            {["Time", "Requests", ...used.map((priority) => purposes[priority]), "Too many"].map((name) => (
              <th key={name} scope="col" className={`${cell} font-medium`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minutes.map(({ at, total, throttled, calls }) => (
            <tr key={at} className="border-t border-border">
              <th scope="row" className={`${cell} font-normal`}>
                {formatTimeOfDay(at, timeZone)}
              </th>
              <td className={cell}>{formatAmount(total)}</td>
              {used.map((priority) => (
                <td key={priority} className={`${cell} text-text-2`}>
                  {formatAmount(calls[priority] ?? 0)}
                </td>
              ))}
              <td className={`${cell} text-text-2`}>{formatAmount(throttled)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
