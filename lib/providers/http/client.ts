import type { FailureCode } from "@/lib/domain/message";
import { BudgetExhausted, type CallOutcome } from "@/lib/domain/request-budget";
import { ProviderError, type ProviderErrorKind } from "../provider-error";
import type { Priority } from "../provider";
import type { RequestBudget } from "./budget";
import type { Clock } from "./clock";
import { readErrorMessage } from "./error-body";
import { wasNeverSent } from "./network-failure";
import { readJsonBody, type JsonBody } from "./read-body";
import { retryAfterMs } from "./retry-after";

/** One call, as far as sending and repeating it goes. */
export type HttpCall = {
  method: "GET" | "POST" | "DELETE";
  url: URL;
  headers: Record<string, string>;
  /** Sent as JSON; no body when undefined. */
  json?: unknown;
  priority: Priority;
  /**
   * Whether a second copy does no harm. Decides about 5xx and broken connections; a 429 had no effect and may
   * always be repeated.
   */
  safeToRepeat: boolean;
  /** `json`: a success without readable JSON counts as no answer. `nothing`: an empty body is a success. */
  answer: "json" | "nothing";
  /** For one attempt, body included. 15 s unless told. */
  timeoutMs?: number;
  /** Puts a refusal (4xx) of this call into our words. */
  failureOf?: (status: number, body: unknown) => { code: FailureCode; message: string };
};

/** What a call needs from outside. */
export type HttpParts = { fetch: typeof fetch; clock: Clock; budget: RequestBudget };

const MAX_ATTEMPTS = 4;
const DEFAULT_TIMEOUT_MS = 15_000;
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
/** A longer pause is left to the caller's own schedule rather than sat out in a waiting call. */
const MAX_PAUSE_SAT_OUT_MS = 30_000;

/**
 * Makes a call and repeats it where that is allowed. Every attempt takes from the budget.
 * @returns the answer's JSON; undefined for an empty body.
 * @throws ProviderError
 */
export async function executeWithRetry(call: HttpCall, parts: HttpParts): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    await takeFrom(parts.budget, call.priority);
    try {
      return await executeOnce(call, parts);
    } catch (cause) {
      if (!(cause instanceof ProviderError)) throw cause;
      await parts.budget.record(call.priority, outcomeOf(cause));
      const delayMs = retryDelayMs(cause, attempt);
      const error = cause.kind === "rate_limited" ? withRetryAfter(cause, delayMs) : cause;
      if (error.kind === "rate_limited") await parts.budget.pause(delayMs);
      if (attempt >= MAX_ATTEMPTS || !mayRetry(error, call)) throw error;
      await parts.clock.sleep(delayMs);
    }
  }
}

function outcomeOf({ kind }: ProviderError): CallOutcome {
  if (kind === "rate_limited") return "throttled";
  return kind === "answer_lost" || kind === "not_reached" ? "failed" : "answered";
}

/** @throws ProviderError `rate_limited`: to a caller, no budget of ours and a 429 are the same thing. */
async function takeFrom(budget: RequestBudget, priority: Priority): Promise<void> {
  try {
    await budget.take(priority);
  } catch (cause) {
    if (!(cause instanceof BudgetExhausted)) throw cause;
    throw new ProviderError("rate_limited", cause.message, { retryAfterMs: cause.retryAfterMs, cause });
  }
}

/** One attempt. @throws ProviderError */
async function executeOnce(call: HttpCall, { fetch, clock }: HttpParts): Promise<unknown> {
  const timeoutMs = call.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const response = await fetch(call.url, {
    method: call.method,
    headers: { accept: "application/json", ...(call.json !== undefined && jsonType), ...call.headers },
    body: call.json === undefined ? undefined : JSON.stringify(call.json),
    signal: AbortSignal.timeout(timeoutMs),
    // Credentials never travel to another host, and a POST never turns into a GET.
    redirect: "manual",
    cache: "no-store",
  }).catch((cause: unknown) => {
    throw unanswered(call.url, cause, timeoutMs);
  });
  const body = await readJsonBody(response, MAX_BODY_BYTES).catch((cause: unknown) => {
    // A refusal is definite by its status alone, whatever became of its body.
    if (response.status >= 400) return unreadable;
    throw unanswered(call.url, cause, timeoutMs);
  });
  if (!response.ok) throw refusal(call, response, body, clock.now());
  return successOf(call, response, body);
}

/** Whether a call that failed like this may be made again. */
export function mayRetry(error: ProviderError, call: Pick<HttpCall, "safeToRepeat">): boolean {
  if (error.kind === "rate_limited") return (error.retryAfterMs ?? 0) <= MAX_PAUSE_SAT_OUT_MS;
  if (error.kind === "answer_lost" || error.kind === "not_reached") return call.safeToRepeat;
  return false;
}

/**
 * How long to wait before the attempt after `attempt` (1 for the first): what the provider named, else 1 s
 * doubling to 30 s.
 */
export function retryDelayMs(error: ProviderError, attempt: number): number {
  return error.retryAfterMs ?? Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS);
}

const jsonType = { "content-type": "application/json" };
const unreadable: JsonBody = { kind: "unreadable", text: "" };

function successOf(call: HttpCall, response: Response, body: JsonBody): unknown {
  if (body.kind === "json") return body.value;
  if (body.kind === "empty" && (call.answer === "nothing" || response.status === 204)) return undefined;
  // Some servers confirm with a bare word; a page of HTML is a proxy's, not the provider's.
  if (body.kind === "unreadable" && call.answer === "nothing" && !body.text.startsWith("<")) return undefined;
  throw new ProviderError("answer_lost", "The provider's answer couldn't be read.", {
    status: response.status,
  });
}

function refusal(call: HttpCall, response: Response, body: JsonBody, now: number): ProviderError {
  const { status } = response;
  const value = body.kind === "json" ? body.value : undefined;
  const kind = kindOfStatus(status);
  return new ProviderError(kind, messageOf(response, value, call.url), {
    status,
    retryAfterMs: kind === "rate_limited" ? retryAfterMs(response.headers, now) : undefined,
    failure: kind === "refused" || kind === "not_found" ? call.failureOf?.(status, value) : undefined,
  });
}

function kindOfStatus(status: number): ProviderErrorKind {
  if (status === 401) return "unauthorized";
  if (status === 404) return "not_found";
  if (status === 429) return "rate_limited";
  // 408: a proxy gave up waiting; whether the provider got the request is as open as after a 5xx.
  if (status >= 500 || status === 408) return "answer_lost";
  return "refused";
}

function messageOf(response: Response, body: unknown, url: URL): string {
  if (response.status >= 300 && response.status < 400) {
    return `${url.host} redirects elsewhere. Check the address of the account.`;
  }
  return readErrorMessage(body) ?? `${url.host} answered ${response.status} ${response.statusText}`.trim();
}

function unanswered(url: URL, cause: unknown, timeoutMs: number): ProviderError {
  if (wasNeverSent(cause)) return new ProviderError("not_reached", `Can't reach ${url.host}.`, { cause });
  const timedOut = cause instanceof Error && cause.name === "TimeoutError";
  const message = timedOut
    ? `${url.host} didn't answer within ${timeoutMs / 1000} s.`
    : `The connection to ${url.host} broke off.`;
  return new ProviderError("answer_lost", message, { cause });
}

function withRetryAfter(error: ProviderError, retryAfterMs: number): ProviderError {
  return new ProviderError(error.kind, error.message, {
    status: error.status ?? undefined,
    retryAfterMs,
    cause: error.cause,
  });
}
