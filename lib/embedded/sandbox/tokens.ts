import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Reply } from "./http";
import type { TokenPair } from "./rows";
import type { Sandbox } from "./sandbox";

const ACCESS_SECONDS = 5_400;
const REFRESH_MS = 60 * 24 * 60 * 60 * 1000;

/** The answer of /tokens/create and /tokens/refresh: exactly three fields (vendor pages: authentication). */
export type TokenAnswer = { accessToken: string; refreshToken: string; expiresInSeconds: number };

/** A 401 carries only a title, not the full error body (vendor notes: seen live). */
export function unauthorized(title: string): Reply {
  return { status: 401, body: { title } };
}

/** Undefined when the header signs in the account, by Basic or Bearer; otherwise the 401 to answer. */
export function refuseAccess(sandbox: Sandbox, authorization: string | undefined): Reply | undefined {
  const [scheme = "", value = ""] = (authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "basic") {
    const login = Buffer.from(value, "base64").toString("utf8");
    const colon = login.indexOf(":");
    return passwordMatches(sandbox, login.slice(0, colon), login.slice(colon + 1))
      ? undefined
      : unauthorized("Invalid username or password");
  }
  if (scheme.toLowerCase() === "bearer") {
    const pair = sandbox.state.tokens.get(value);
    const alive = pair && !pair.accessRevoked && pair.accessExpiresAt > sandbox.clock.now();
    return alive ? undefined : unauthorized("Invalid or expired access token");
  }
  return unauthorized("Missing authorization header");
}

export function passwordMatches(sandbox: Sandbox, username: string, password: string): boolean {
  const { credentials } = sandbox.options;
  const wanted = `${credentials.username}:${sandbox.state.account().password ?? credentials.password}`;
  const given = Buffer.from(`${username}:${password}`);
  const expected = Buffer.from(wanted);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A new pair: 90 minutes of access, 60 days of refresh. */
export function issueTokens(sandbox: Sandbox): TokenAnswer {
  const now = sandbox.clock.now();
  const pair: TokenPair = {
    accessToken: randomBytes(16).toString("hex"),
    refreshToken: randomBytes(16).toString("hex"),
    accessExpiresAt: now + ACCESS_SECONDS * 1000,
    refreshExpiresAt: now + REFRESH_MS,
    accessRevoked: false,
    refreshRevoked: false,
  };
  sandbox.state.tokens.put(pair);
  return { accessToken: pair.accessToken, refreshToken: pair.refreshToken, expiresInSeconds: ACCESS_SECONDS };
}

/**
 * Both tokens are replaced, so neither old one works afterwards (vendor pages: the answer carries a new
 * refreshToken; that the old pair dies at once is inferred). Undefined when the refresh token is no good.
 */
export function rotateTokens(sandbox: Sandbox, refreshToken: string): TokenAnswer | undefined {
  const pair = sandbox.state.tokens.all().find((candidate) => candidate.refreshToken === refreshToken);
  if (!pair || pair.refreshRevoked || pair.refreshExpiresAt <= sandbox.clock.now()) return undefined;
  sandbox.state.tokens.remove(pair.accessToken);
  return issueTokens(sandbox);
}

/** Every access token ends now; refresh tokens stay good unless they're to end as well. */
export function expireTokens(sandbox: Sandbox, { refresh }: { refresh: boolean }): void {
  const now = sandbox.clock.now();
  for (const pair of sandbox.state.tokens.all()) {
    const refreshExpiresAt = refresh ? now : pair.refreshExpiresAt;
    sandbox.state.tokens.put({ ...pair, accessExpiresAt: now, refreshExpiresAt });
  }
}
