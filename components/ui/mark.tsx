/** Our mark: a white speech bubble on green. Decoration, beside the name. */
export function Mark({ size }: { size: 20 | 24 | 26 }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden className="shrink-0">
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <path
        d="M7.3 8H17a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1h-5.9l-2 1.9c-.3.3-.8.1-.8-.3v-1.6h-1a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Z"
        className="fill-on-accent"
      />
    </svg>
  );
}
