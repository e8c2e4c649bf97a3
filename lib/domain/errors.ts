/** Every refusal a caller can meet, by the code that travels in `error.code`. */
export const errorStatus = {
  invalid_request: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  conversation_changed: 409,
  already_sent: 409,
  conflict: 409,
  too_large: 413,
  opted_out: 422,
  text_too_long: 422,
  empty_message: 422,
  invalid_number: 422,
  send_at_in_past: 422,
  media_needs_public_url: 422,
  credentials_rejected: 422,
  account_disconnected: 422,
  still_unreadable: 422,
  refused: 422,
  too_many_requests: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/**
 * A refusal with a reason a person can read. Thrown by use-cases, mapped to
 * `{error: {code, message, details?}}` in one place (`lib/api/route`).
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;
  /** Seconds after which trying again makes sense, for 429 and 503. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** "No such thing here", worded the same everywhere. */
export function notFound(what: string): DomainError {
  return new DomainError("not_found", `There is no such ${what}.`);
}
