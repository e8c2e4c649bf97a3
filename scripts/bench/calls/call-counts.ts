import { z } from "zod";

const requestsSchema = z.object({
  requests: z.array(
    z.object({ at: z.string(), method: z.string(), path: z.string(), status: z.number().nullable() }),
  ),
});

/** What a provider was asked in a day. */
export type CallCounts = {
  reading: number;
  writing: number;
  /** The most in any minute of the clock. */
  peakPerMinute: number;
  /** Answered 429. */
  refused: number;
  /** By method and kind of path, most frequent first. */
  byPath: [string, number][];
  /** Calls of each minute since the day began. */
  perMinute: number[];
};

/** Collects the sandbox's request log, which keeps only so much, in portions. */
export class CallCounter {
  readonly #minutes = new Map<number, number>();
  readonly #paths = new Map<string, number>();
  #reading = 0;
  #writing = 0;
  #refused = 0;

  constructor(
    private readonly controlUrl: string,
    private readonly beganAt: number,
  ) {}

  /** Takes over what was asked since the last time. */
  async collect(): Promise<void> {
    const response = await fetch(`${this.controlUrl}/requests`);
    const { requests } = requestsSchema.parse(await response.json());
    await fetch(`${this.controlUrl}/requests`, { method: "DELETE" });
    for (const { at, method, path, status } of requests) {
      const minute = Math.floor((Date.parse(at) - this.beganAt) / 60_000);
      this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + 1);
      const kind = `${method} ${path.replaceAll(/\d{4,}/g, "…")}`;
      this.#paths.set(kind, (this.#paths.get(kind) ?? 0) + 1);
      if (method === "GET") this.#reading += 1;
      else this.#writing += 1;
      if (status === 429) this.#refused += 1;
    }
  }

  counts(): CallCounts {
    const last = Math.max(0, ...this.#minutes.keys());
    return {
      reading: this.#reading,
      writing: this.#writing,
      refused: this.#refused,
      peakPerMinute: Math.max(0, ...this.#minutes.values()),
      byPath: [...this.#paths].sort((a, b) => b[1] - a[1]),
      perMinute: Array.from({ length: last + 1 }, (_, minute) => this.#minutes.get(minute) ?? 0),
    };
  }
}

/** The value below which this share of the values lies; NaN of none. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
