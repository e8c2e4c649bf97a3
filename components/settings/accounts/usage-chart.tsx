import { useQuery } from "@tanstack/react-query";
import { useState, type KeyboardEvent, type PointerEvent } from "react";
import { useClock } from "@/components/ui/clock";
import { accountQueries } from "@/lib/client/account-queries";
import { formatTimeOfDay } from "@/lib/client/format-time";
import type { RequestUsage } from "@/lib/domain/account";
import { countOf, formatAmount } from "./account-words";
import { TextButton } from "./text-button";
import { summarize, topOfScale } from "./usage-summary";
import { UsageTable } from "./usage-table";
import { UsageTooltip } from "./usage-tooltip";

/** The requests of the last hour, a bar a minute, as bars or as a table. */
export function UsageChart({ accountId }: { accountId: string }) {
  const { data: usage, error, refetch } = useQuery(accountQueries.usage(accountId));
  const [isTable, setTable] = useState(false);
  const refused = usage?.minutes.reduce((sum, { throttled }) => sum + throttled, 0) ?? 0;
  return (
    <section>
      <div className="mb-1.5 flex min-h-5 flex-wrap items-center gap-x-3">
        <h4 className="text-meta font-medium text-text-3">Requests in the last hour</h4>
        {refused > 0 ? (
          <span className="flex items-center gap-1.5 text-meta text-text-2 max-tablet:order-last max-tablet:basis-full">
            <span aria-hidden className="size-2 rounded-[2px] bg-control" />
            Too many at once (429): {formatAmount(refused)}
          </span>
        ) : null}
        {usage ? (
          <span className="ml-auto">
            <TextButton aria-pressed={isTable} onClick={() => setTable(!isTable)}>
              Show as table
            </TextButton>
          </span>
        ) : null}
      </div>
      {usage ? (
        isTable ? (
          <UsageTable usage={usage} />
        ) : (
          <Bars usage={usage} />
        )
      ) : (
        <div className="flex h-[76px] items-center gap-3 text-text-2">
          {error ? (
            <>
              Couldn’t load them. <TextButton onClick={() => void refetch()}>Try again</TextButton>
            </>
          ) : null}
        </div>
      )}
    </section>
  );
}

/** One drawing for who sees it, one sentence for who doesn't; arrow keys and the pointer tell about single minutes. */
function Bars({ usage }: { usage: RequestUsage }) {
  const { timeZone } = useClock();
  const [chosen, setChosen] = useState<number | null>(null);
  const { minutes, limitPerMinute } = usage;
  const top = topOfScale(usage);
  const minute = chosen === null ? undefined : minutes[chosen];

  function onKeyDown(event: KeyboardEvent) {
    const last = minutes.length - 1;
    const target = targetOf(event.key, chosen ?? last + 1, last);
    if (target === undefined) return;
    event.preventDefault();
    setChosen(target);
  }

  function onPoint(event: PointerEvent<HTMLDivElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * minutes.length);
    setChosen(Math.max(0, Math.min(minutes.length - 1, index)));
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2">
      <div
        role="img"
        aria-label={summarize(usage, timeZone)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
        onPointerMove={onPoint}
        onPointerDown={onPoint}
        onPointerLeave={() => setChosen(null)}
        className="relative h-14 touch-pan-y rounded-[2px]"
      >
        <div className="absolute inset-0 border-y border-border" />
        {top === limitPerMinute ? (
          <div className="absolute inset-x-0 top-0 border-t border-dashed border-control" />
        ) : null}
        <div className="absolute inset-0 flex items-end gap-px">
          {minutes.map(({ at, total, throttled }, index) => (
            <div
              key={at}
              data-chosen={index === chosen || undefined}
              className="flex h-full flex-1 flex-col justify-end data-chosen:bg-surface-2"
            >
              <div className="bg-control forced-colors:bg-[GrayText]" style={heightOf(throttled, top)} />
              <div
                className="bg-accent forced-colors:bg-[Highlight]"
                style={heightOf(Math.max(0, total - throttled), top)}
              />
            </div>
          ))}
        </div>
        {minute && chosen !== null ? (
          <UsageTooltip minute={minute} position={(chosen + 0.5) / minutes.length} />
        ) : null}
      </div>
      <div
        aria-hidden
        className="flex flex-col justify-between text-key leading-none text-text-3 tabular-nums"
      >
        <span>{formatAmount(top)}</span>
        <span>0</span>
      </div>
      <div aria-hidden className="mt-1 flex justify-between text-key leading-4 text-text-3 tabular-nums">
        <span>{minutes[0] ? formatTimeOfDay(minutes[0].at, timeZone) : ""}</span>
        <span>now</span>
      </div>
      <p role="status" className="sr-only">
        {minute
          ? `${formatTimeOfDay(minute.at, timeZone)}: ${countOf(minute.total, "request")}` +
            (minute.throttled > 0 ? `, ${formatAmount(minute.throttled)} of them too many` : "")
          : ""}
      </p>
    </div>
  );
}

/** The bar a key leads to; undefined for keys that aren't about the chart. */
function targetOf(key: string, from: number, last: number): number | null | undefined {
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "ArrowRight":
      return Math.min(last, from + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return from > last ? undefined : null;
    default:
      return undefined;
  }
}

/** What isn't nothing can be seen. */
function heightOf(count: number, top: number): { height: string } {
  return { height: count === 0 ? "0" : `max(2px, ${(count / top) * 100}%)` };
}
