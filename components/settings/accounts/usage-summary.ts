import { formatTimeOfDay } from "@/lib/client/format-time";
import type { RequestUsage } from "@/lib/domain/account";
import type { Priority } from "@/lib/domain/request-budget";
import { countOf, formatAmount } from "./account-words";

/** What the requests are for, as people would say it. */
export const purposes: Record<Priority, string> = {
  send: "Sending",
  thread: "Opened threads",
  "follow-up": "Announced texts",
  status: "Delivery",
  poll: "New texts",
  backfill: "Older texts",
};

/** The hour in one sentence, for who can't see the bars. */
export function summarize({ minutes, limitPerMinute }: RequestUsage, timeZone: string): string {
  const total = minutes.reduce((sum, minute) => sum + minute.total, 0);
  if (total === 0)
    return `No requests in the last hour, of ${formatAmount(limitPerMinute)} a minute allowed.`;
  const busiest = minutes.reduce((most, minute) => (minute.total > most.total ? minute : most));
  const refused = minutes.reduce((sum, minute) => sum + minute.throttled, 0);
  const end = refused === 0 ? "" : ` ${countOf(refused, "request")} came back as too many.`;
  return (
    `${countOf(total, "request")} in the last hour, at most ${formatAmount(busiest.total)} a minute ` +
    `(${formatTimeOfDay(busiest.at, timeZone)}), of ${formatAmount(limitPerMinute)} allowed.${end}`
  );
}

/**
 * The top of the scale: the limit as soon as it comes near, and else a round number above the busiest minute, so that
 * a quiet hour isn't a row of invisible bars.
 */
export function topOfScale({ minutes, limitPerMinute }: RequestUsage): number {
  const most = Math.max(0, ...minutes.map(({ total }) => total));
  if (most > limitPerMinute) return roundUp(most);
  return Math.min(limitPerMinute, roundUp(Math.max(most, limitPerMinute / 10)));
}

/** The next of 1, 2, 5, 10, 20, 50, … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}
