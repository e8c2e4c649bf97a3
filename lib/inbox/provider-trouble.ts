import { BudgetExhausted } from "@/lib/domain/request-budget";
import { ProviderError } from "@/lib/providers/provider-error";
import { AccountGone, AccountStopped } from "./open-provider";

/** An account that is stopped makes no call; what waits for it only looks whether somebody has fixed it. */
const STOPPED_RETRY_MS = 30_000;

/**
 * In how many milliseconds work is worth starting again that only had to wait: no request left, limited by the
 * provider, account stopped. Null for a real failure.
 */
export function waitAfter(error: unknown): number | null {
  if (error instanceof BudgetExhausted) return error.retryAfterMs;
  if (error instanceof ProviderError && error.kind === "rate_limited") return error.retryAfterMs ?? 1_000;
  if (error instanceof AccountStopped) return STOPPED_RETRY_MS;
  return null;
}

/** Whether there is nothing left to do: the account was disconnected while the work waited. */
export function isOver(error: unknown): boolean {
  return error instanceof AccountGone;
}

/**
 * Why a push didn't work, in words for people. Rethrows what isn't the provider's doing: that an account was
 * disconnected too, so that the push waits, without a job, for it to be connected again.
 */
export function explainPushProblem(error: unknown): string {
  if (error instanceof AccountStopped) return "The account's password was rejected.";
  if (error instanceof ProviderError || error instanceof BudgetExhausted) return error.message;
  throw error;
}
