/** How much of something is used or done, as a bar. Decoration: the words beside it say the same. */
export function Meter({ share }: { share: number }) {
  const percent = Math.max(0, Math.min(1, share)) * 100;
  return (
    <span aria-hidden className="mt-1 block h-1 overflow-hidden rounded-full bg-surface-3">
      <span
        className="block h-full rounded-full bg-accent transition-[width] duration-150 forced-colors:bg-[Highlight]"
        style={{ width: `${percent}%` }}
      />
    </span>
  );
}
