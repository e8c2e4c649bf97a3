import { isDatabaseAway } from "@/lib/domain/database-away";
import { DomainError, errorStatus } from "@/lib/domain/errors";
import { log } from "@/lib/log";

/** The one place where an error becomes a status. What isn't a `DomainError` is ours to mend: logged, and told as 503 or 500. */
export function errorResponse(request: Request, error: unknown): Response {
  if (error instanceof DomainError) {
    const { code, message, details, retryAfterSeconds } = error;
    return json(errorStatus[code], { code, message, details }, retryAfterSeconds);
  }
  const path = new URL(request.url).pathname;
  if (isDatabaseAway(error)) {
    log.warn({ path, error }, "The database can't be reached");
    return json(
      503,
      { code: "unavailable", message: "The database can't be reached. Try again in a moment." },
      2,
    );
  }
  log.error({ path, error }, "A request failed");
  return json(500, { code: "internal", message: "Something went wrong on our side." });
}

function json(
  status: number,
  error: { code: string; message: string; details?: unknown },
  retryAfterSeconds?: number,
): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return Response.json({ error }, { status, headers });
}
