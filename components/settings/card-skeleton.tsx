/** A card to be. Shows only when loading takes longer than 300 ms. */
export function CardSkeleton({ label }: { label: string }) {
  return (
    <div
      role="status"
      aria-label={label}
      className="flex animate-appear-late flex-col gap-3 rounded-card border border-border p-4 tablet:px-5"
    >
      <span className="h-2.5 w-[140px] rounded-key bg-surface-3" />
      <span className="h-2.5 w-[240px] max-w-full rounded-key bg-surface-3" />
      <span className="mt-4 h-2.5 w-full rounded-key bg-surface-3" />
      <span className="h-2.5 w-2/3 rounded-key bg-surface-3" />
      <span className="h-2.5 w-1/2 rounded-key bg-surface-3" />
    </div>
  );
}
