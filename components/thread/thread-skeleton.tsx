const SHAPES = [
  { side: "items-start", width: "w-[46%]" },
  { side: "items-start", width: "w-[30%]" },
  { side: "items-end", width: "w-[58%]" },
  { side: "items-start", width: "w-[38%]" },
  { side: "items-end", width: "w-[44%]" },
];

/** Where messages will be. Only seen when they take longer than 300 ms. */
export function ThreadSkeleton() {
  return (
    <div
      role="status"
      className="flex min-h-0 flex-1 animate-appear-late flex-col justify-end overflow-hidden px-4 pb-4 tablet:px-6"
    >
      <span className="sr-only">Loading messages</span>
      <div aria-hidden className="mx-auto flex w-full max-w-[736px] flex-col gap-4">
        {SHAPES.map(({ side, width }, index) => (
          <div key={index} className={`flex flex-col ${side}`}>
            <div className={`h-9 rounded-bubble bg-surface-3 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
