import type { Clock } from "./clock";
import type { Reply } from "./http";

const WINDOW_MS = 60_000;

/** Lets so many requests pass within any minute; those it turns away don't count. */
export class RateLimit {
  private passed: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly perMinute: number,
  ) {}

  /** Undefined: go on. Otherwise the 429 to answer: no body, the wait in a header (vendor pages: rate limits). */
  check(): Reply | undefined {
    const now = this.clock.now();
    this.passed = this.passed.filter((at) => at > now - WINDOW_MS);
    const oldest = this.passed[0];
    if (oldest !== undefined && this.passed.length >= this.perMinute)
      return tooMany(oldest + WINDOW_MS - now);
    this.passed.push(now);
    return undefined;
  }
}

/** The 429 of the vendor: an empty body and the wait in milliseconds. */
export function tooMany(waitMs: number): Reply {
  return {
    status: 429,
    headers: { "X-Rate-Limit-Retry-After-Milliseconds": String(Math.max(1, Math.ceil(waitMs))) },
  };
}
