import { cn } from "@/components/ui/cn";
import type { SegmentCount } from "@/lib/domain/segments";

const number = new Intl.NumberFormat("en-US");

/** "122/160 · 1 segment", and what costs more in amber. A screen reader hears of changes in segments only. */
export function SegmentCounter({ count, id }: { count: SegmentCount; id: string }) {
  const { units, limit, segments, encoding } = count;
  const words = segments === 1 ? "1 segment" : `${segments} segments`;
  const isCostly = segments > 1;
  const spoken = segments === 0 ? "" : `${words}${encoding === "unicode" ? ", Unicode" : ""}`;
  return (
    <>
      <span
        id={id}
        className="mr-2 shrink-0 text-ui whitespace-nowrap text-text-3 tabular-nums tablet:mr-3 tablet:text-meta"
      >
        {segments === 0 ? null : (
          <>
            {number.format(units)}/{number.format(limit)}
            <span className={cn(!isCostly && "max-desk:hidden")}>
              {" · "}
              <span className={cn(isCostly && "font-semibold text-warn")}>{words}</span>
            </span>
            {encoding === "unicode" ? <span className="max-tablet:hidden"> · Unicode</span> : null}
          </>
        )}
      </span>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </>
  );
}
