import { setTimeout } from "node:timers/promises";

/** Time as an argument, so that retries can be tested without waiting. Milliseconds throughout. */
export type Clock = { now(): number; sleep(durationMs: number): Promise<void> };

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (durationMs) => {
    await setTimeout(durationMs);
  },
};
