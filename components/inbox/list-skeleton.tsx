const widths = [
  ["w-[100px]", "w-[224px]"],
  ["w-[78px]", "w-[174px]"],
  ["w-[112px]", "w-[252px]"],
];

/** Rows to be, at their real height. Shows only when loading takes longer than 300 ms. */
export function ListSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading conversations"
      className="min-h-0 flex-1 animate-appear-late overflow-hidden"
    >
      {Array.from({ length: 12 }, (_, index) => {
        const [name, preview] = widths[index % widths.length] ?? [];
        return (
          <div
            key={index}
            className="flex h-(--row-height) flex-col gap-2.5 border-b border-border py-3.5 pr-3 pl-[34px] tablet:pl-9"
          >
            <span className={`h-2.5 rounded-key bg-surface-3 ${name}`} />
            <span className={`h-2.5 max-w-full rounded-key bg-surface-3 ${preview}`} />
            <span className="h-2 w-14 rounded-key bg-surface-3" />
          </div>
        );
      })}
    </div>
  );
}
