/** As Postgres, its driver and Prisma put it. */
const AWAY =
  /ECONNREFUSED|ECONNRESET|Can't reach database|Connection terminated|terminating connection|not queryable|shutting down|starting up|P1001|P1017|57P0[123]/;

/** Whether an error means that the database can't be reached now, rather than that a query of ours is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause = error.cause instanceof Error ? error.cause.message : "";
  const code = "code" in error ? String(error.code) : "";
  return AWAY.test(`${error.message} ${cause} ${code}`);
}
