/**
 * A JSON answer. Compressing is left to the framework: it drops a `content-encoding` that a route sets, so a body
 * gzipped here arrives unreadable. `next.config.mjs` has what makes it compress these answers.
 */
export async function compressed(_request: Request, value: unknown, status = 200): Promise<Response> {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    vary: "accept-encoding",
  };
  return new Response(JSON.stringify(value), { status, headers });
}
