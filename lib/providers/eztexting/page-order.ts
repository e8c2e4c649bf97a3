type PageOrder = {
  /** Which way most neighbours go; `undecided` when none differ. */
  direction: "descending" | "ascending" | "undecided";
  /** No neighbours go the other way. */
  strict: boolean;
};

/**
 * Which way a page of times runs. Ids and times of a provider differ by moments, so a few strays don't change
 * the answer.
 */
export function orderOf(times: Date[]): PageOrder {
  let rising = 0;
  let falling = 0;
  let previous: Date | undefined;
  for (const time of times) {
    if (previous && time > previous) rising++;
    if (previous && time < previous) falling++;
    previous = time;
  }
  if (rising === 0 && falling === 0) return { direction: "undecided", strict: true };
  return { direction: rising > falling ? "ascending" : "descending", strict: rising === 0 || falling === 0 };
}

/** Rows newest first. Rows without a time stay where the page's own order puts them. */
export function newestFirst<Row>(rows: Row[], timeOf: (row: Row) => Date | null): Row[] {
  const times = rows.map(timeOf);
  const known = times.filter((time) => time !== null);
  const ordered = orderOf(known).direction === "ascending" ? rows.toReversed() : rows;
  if (known.length < rows.length) return ordered;
  return ordered.toSorted((a, b) => (timeOf(b)?.getTime() ?? 0) - (timeOf(a)?.getTime() ?? 0));
}

/**
 * Whether everything after this page, read from new to old, is older than `since`. A page that isn't in
 * strict order has to be older as a whole.
 */
export function isPast(times: Date[], since: Date): boolean {
  if (times.length === 0) return false;
  const values = times.map((time) => time.getTime());
  const deciding = orderOf(times).strict ? Math.min(...values) : Math.max(...values);
  return deciding < since.getTime();
}
