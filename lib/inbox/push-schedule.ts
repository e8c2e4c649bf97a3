const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const DELAYS_MS = [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR];
/** A change that the provider hasn't taken for so long is given up, visibly. */
const GIVE_UP_AFTER_MS = 24 * HOUR;

/** When to try a push again after its nth failure; null: it is given up. */
export function nextPushAttempt(requestedAt: Date, failures: number, now: Date): Date | null {
  if (now.getTime() - requestedAt.getTime() > GIVE_UP_AFTER_MS) return null;
  return new Date(now.getTime() + (DELAYS_MS[Math.min(failures, DELAYS_MS.length) - 1] ?? 5 * SECOND));
}
