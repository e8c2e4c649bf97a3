/**
 * A JSON answer. Compressing is left to the framework, which drops a `content-encoding` that a route sets;
 * `next.config.mjs` has what makes it compress these answers.
 */
export function jsonResponse(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: { "cache-control": "no-store", vary: "accept-encoding" } });
}
