import { readOwnJson } from "./own-json";

/** The server answered, with a refusal. `code` is one of lib/domain/errors, or `unexpected` for anything else. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  /** Seconds the server asked us to wait (`Retry-After`), null when it named none. */
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    error: { code: string; message: string; details?: unknown },
    retryAfterSeconds: number | null,
  ) {
    super(error.message);
    this.name = "ApiError";
    this.status = status;
    this.code = error.code;
    this.details = error.details;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer at all: offline, server down, connection cut. The request may or may not have been carried out. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super("The server can't be reached.", { cause });
    this.name = "NetworkError";
  }
}

const SERVER_ERROR_TRIES = 4;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One call to our own API. `Answer` is what DESIGN's HTTP table says the path returns; nothing for 204.
 * @throws ApiError when the server refuses, NetworkError when it can't be reached.
 */
export async function callApi<Answer>(
  method: Method,
  path: string,
  options: { body?: unknown; signal?: AbortSignal } = {},
): Promise<Answer> {
  const response = await send(method, path, options);
  if (!response.ok) throw await toApiError(response);
  return readJson<Answer>(response);
}

/** What a failed call is worth trying again for: the cause may pass and the call itself is safe to repeat. */
export function isTransient(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  return error instanceof ApiError && (error.status === 429 || error.status >= 500);
}

/**
 * Whether a change that is safe to repeat should be sent once more. Away, busy or asked to wait: for as long as it
 * takes. An error of the server's own: a few times, then people have to know.
 */
export function mayTryAgain(failureCount: number, error: unknown): boolean {
  if (!isTransient(error)) return false;
  const isItsOwnFault = error instanceof ApiError && error.status !== 429 && error.status !== 503;
  return !isItsOwnFault || failureCount < SERVER_ERROR_TRIES;
}

/** Milliseconds before try number `failureCount` + 1: what the server asked for, else 1, 2, 4 … 30 s. */
export function retryDelayMs(failureCount: number, error: unknown): number {
  if (error instanceof ApiError && error.retryAfterSeconds !== null) return error.retryAfterSeconds * 1000;
  return Math.min(1000 * 2 ** failureCount, 30_000);
}

async function send(
  method: Method,
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal },
): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  try {
    return await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new NetworkError(cause);
  }
}

async function readJson<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  return readOwnJson<Answer>(text === "" ? "null" : text);
}

async function toApiError(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get("retry-after"));
  const retryAfterSeconds = retryAfter > 0 ? retryAfter : null;
  const text = await response.text().catch(() => "");
  const error = readError(text) ?? { code: "unexpected", message: `The server answered ${response.status}.` };
  return new ApiError(response.status, error, retryAfterSeconds);
}

interface ErrorBody {
  error?: { code: string; message: string; details?: unknown };
}

/** A proxy in between answers with HTML, so the body may be anything. */
function readError(text: string): ErrorBody["error"] | null {
  try {
    return readOwnJson<ErrorBody | null>(text)?.error ?? null;
  } catch {
    return null;
  }
}
