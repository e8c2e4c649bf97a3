/**
 * Failures that happen before a byte of the request leaves: looking up the host, connecting, checking its
 * certificate.
 */
const BEFORE_SENDING = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

/** These mean the same only while connecting: an open connection can meet them too. */
const WHILE_CONNECTING = new Set(["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "ETIMEDOUT", "EADDRNOTAVAIL"]);

/**
 * Whether a rejected `fetch` certainly never sent its request, so that it had no effect.
 * `fetch` wraps the network's error in `cause`; trying several addresses of a host gives an AggregateError.
 * Anything not recognised counts as sent.
 */
export function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(wasNeverSent);
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string") {
    if (BEFORE_SENDING.has(code)) return true;
    if (WHILE_CONNECTING.has(code)) return "syscall" in error && error.syscall === "connect";
  }
  return error.cause !== undefined && wasNeverSent(error.cause);
}
