/** What a provider call is for. The budget serves them in this order, with floors for the later ones. */
export const priorities = ["send", "thread", "follow-up", "status", "poll", "backfill"] as const;
export type Priority = (typeof priorities)[number];

/** How an attempt ended, as far as the budget's books go. */
export type CallOutcome = "answered" | "throttled" | "failed";

/** The account's share of the provider's request limit, drawn from by every process. */
export interface RequestBudget {
  /**
   * Resolves when one request may be made; every attempt asks, retries too.
   * Rejects with `BudgetExhausted` when the wait would be longer than this priority bears.
   */
  take(priority: Priority): Promise<void>;
  /** Notes how an attempt that was taken for ended. Bookkeeping: never rejects. */
  record(priority: Priority, outcome: CallOutcome): Promise<void>;
  /** The provider answered 429: nobody calls for so long. */
  pause(durationMs: number): Promise<void>;
}

/** No request may be made now; try again after `retryAfterMs`. */
export class BudgetExhausted extends Error {
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`No request left for ${Math.ceil(retryAfterMs / 1000)} s`);
    this.name = "BudgetExhausted";
    this.retryAfterMs = retryAfterMs;
  }
}
