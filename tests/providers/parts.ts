import type { CallOutcome, Priority } from "@/lib/domain/request-budget";
import type { StoredTokens, TokenStore } from "@/lib/domain/provider-tokens";
import type { Provider } from "@/lib/providers/provider";
import { createProvider, type ProviderAccount, type ProviderParts } from "@/lib/providers/registry";

/** A clock whose sleeps take no time but count: `slept` holds each one in ms. */
export function instantClock(start = Date.parse("2026-09-14T17:00:00Z")) {
  const slept: number[] = [];
  let now = start;
  return {
    slept,
    now: () => now,
    async sleep(durationMs: number) {
      slept.push(durationMs);
      now += durationMs;
    },
    pass(durationMs: number) {
      now += durationMs;
    },
  };
}

/** A budget without a limit that writes down what was asked of it. */
export function countingBudget() {
  const taken: Priority[] = [];
  const pauses: number[] = [];
  const outcomes: CallOutcome[] = [];
  return {
    taken,
    pauses,
    outcomes,
    async take(priority: Priority) {
      taken.push(priority);
    },
    async pause(durationMs: number) {
      pauses.push(durationMs);
    },
    async record(_priority: Priority, outcome: CallOutcome) {
      outcomes.push(outcome);
    },
  };
}

/** Tokens in memory, renewed one at a time, as the database does it. */
export function memoryTokens(stored: StoredTokens | null = null): TokenStore {
  let tokens = stored;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    async read() {
      return tokens;
    },
    renew(stale, renew) {
      const renewed = queue.then(async () => {
        if (tokens && tokens.accessToken !== stale) return tokens;
        tokens = await renew(tokens);
        return tokens;
      });
      queue = renewed.catch(() => {});
      return renewed;
    },
  };
}

/** An EZ Texting provider on `baseUrl` with everything that can be looked at afterwards. */
export function providerOn(
  baseUrl: string,
  options: { credentials?: Partial<ProviderAccount["credentials"]> } & Partial<ProviderParts> = {},
) {
  const clock = instantClock();
  const budget = countingBudget();
  const shapes: string[] = [];
  const { credentials, ...parts } = options;
  const provider: Provider = createProvider(
    {
      provider: "eztexting",
      baseUrl,
      credentials: {
        method: "basic",
        username: "ops@fernhill.example",
        password: "fernhill",
        ...credentials,
      },
    },
    {
      budget,
      clock,
      tokens: memoryTokens(),
      logUnknownShape: (where, sample) => void shapes.push(`${where}: ${sample}`),
      ...parts,
    },
  );
  return { provider, clock, budget, shapes };
}

/** What a rejected promise was rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("It was expected to fail.");
    },
    (error: unknown) => error,
  );
}
