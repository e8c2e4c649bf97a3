import type { FailureCode } from "@/lib/domain/message";

/**
 * Why a provider call failed, as far as a caller must tell cases apart.
 * - `refused`: a definite no (4xx): the call had no effect and repeating it won't help
 * - `unauthorized`: the credentials are wrong; nobody should call until they're changed
 * - `not_found`: the thing named doesn't exist there
 * - `rate_limited`: no budget now; had no effect
 * - `not_reached`: the connection was never made (refused, unknown host): had no effect
 * - `answer_lost`: sent, but no usable answer (time-out, reset, 5xx, unreadable body): may have had its
 * effect
 */
export type ProviderErrorKind =
  "refused" | "unauthorized" | "not_found" | "rate_limited" | "not_reached" | "answer_lost";

export class ProviderError extends Error {
  readonly kind: ProviderErrorKind;
  readonly status: number | null;
  /** For `rate_limited`: how long to wait. */
  readonly retryAfterMs: number | null;
  /** For a refused send: the reason in our words. */
  readonly failure: { code: FailureCode; message: string } | null;

  constructor(
    kind: ProviderErrorKind,
    message: string,
    options: {
      status?: number;
      retryAfterMs?: number;
      failure?: { code: FailureCode; message: string };
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "ProviderError";
    this.kind = kind;
    this.status = options.status ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.failure = options.failure ?? null;
  }
}
