/** How often something may happen: so often in the long run, and so many times at once after a quiet while. */
export type Rhythm = { everyMs: number; burst: number };

/** Where a rhythm stands: when it last happened, and how many more times were left right after. */
export type Pace = { at: Date | null; credit: number };

/** The earliest time at which it may happen once more; in the past when it may now. */
export function mayHappenAt({ at, credit }: Pace, { everyMs, burst }: Rhythm): Date {
  if (at === null) return new Date(0);
  return new Date(at.getTime() + Math.max(0, 1 - Math.min(credit, burst)) * everyMs);
}

/** The pace after it has happened at `now`, whether or not it was allowed. */
export function afterHappening({ at, credit }: Pace, { everyMs, burst }: Rhythm, now: Date): Pace {
  const regained = at === null ? burst : credit + Math.max(0, now.getTime() - at.getTime()) / everyMs;
  return { at: now, credit: Math.max(0, Math.min(burst, regained) - 1) };
}
