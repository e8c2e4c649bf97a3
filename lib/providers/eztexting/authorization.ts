import type { Credentials } from "@/lib/domain/account";
import type { StoredTokens, TokenStore } from "../http/budget";
import { executeWithRetry, type HttpParts } from "../http/client";
import { ProviderError } from "../provider-error";
import type { Priority } from "../provider";
import { tokensSchema } from "./schema";
import { urlOf } from "./url-of";

/** What goes into the `Authorization` header. */
export interface Authorization {
  header(priority: Priority): Promise<string>;
  /** After a 401 for `refused`: the header to try instead, or null when there is none. */
  renew(refused: string, priority: Priority): Promise<string | null>;
}

export type Connection = { baseUrl: string; credentials: Credentials };

/** An hour and a half, for an answer that leaves it out (vendor notes 1.2). */
const DEFAULT_LIFETIME_S = 5400;
/** Renewed this long before the end, so that no call starts with a token that dies on its way. */
const BUFFER_S = 60;

export function createAuthorization(
  connection: Connection,
  tokens: TokenStore,
  parts: HttpParts,
): Authorization {
  return connection.credentials.method === "basic"
    ? basic(connection.credentials)
    : bearer(connection, tokens, parts);
}

function basic({ username, password }: Credentials): Authorization {
  const header = `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
  return { header: async () => header, renew: async () => null };
}

function bearer(connection: Connection, tokens: TokenStore, parts: HttpParts): Authorization {
  const renew = async (stale: string | null, priority: Priority): Promise<string> => {
    const renewed = await tokens.renew(stale, (current) => renewTokens(current, priority, connection, parts));
    return `Bearer ${renewed.accessToken}`;
  };
  return {
    async header(priority) {
      const stored = await tokens.read();
      if (stored && stored.expiresAt.getTime() > parts.clock.now()) return `Bearer ${stored.accessToken}`;
      return renew(stored?.accessToken ?? null, priority);
    },
    renew: (refused, priority) => renew(refused.replace(/^Bearer /, ""), priority),
  };
}

/**
 * A refresh invalidates both old tokens. When it is refused or its answer is lost, the password makes new
 * ones.
 */
async function renewTokens(
  current: StoredTokens | null,
  priority: Priority,
  connection: Connection,
  parts: HttpParts,
): Promise<StoredTokens> {
  if (!current?.refreshToken) return createTokens(priority, connection, parts);
  try {
    return await refreshTokens(current.refreshToken, priority, connection, parts);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind === "rate_limited" || error.kind === "not_reached")
      throw error;
    return createTokens(priority, connection, parts);
  }
}

async function refreshTokens(
  refreshToken: string,
  priority: Priority,
  { baseUrl }: Connection,
  parts: HttpParts,
): Promise<StoredTokens> {
  const answer = await executeWithRetry(
    {
      method: "POST",
      url: urlOf(baseUrl, "tokens/refresh"),
      headers: {},
      json: { refreshToken },
      priority,
      // The first copy used the refresh token up.
      safeToRepeat: false,
      answer: "json",
    },
    parts,
  );
  return readTokens(answer, parts.clock.now(), refreshToken);
}

async function createTokens(
  priority: Priority,
  connection: Connection,
  parts: HttpParts,
): Promise<StoredTokens> {
  const { username, password } = connection.credentials;
  const answer = await executeWithRetry(
    {
      method: "POST",
      url: urlOf(connection.baseUrl, "tokens/create"),
      headers: {},
      // `{username, password}` on one page of the documentation is a mistake (vendor notes 2.11).
      json: { appKey: username, appSecret: password },
      priority,
      safeToRepeat: true,
      answer: "json",
    },
    parts,
  ).catch((error: unknown) => {
    throw isRefused(error) ? asUnauthorized(error) : error;
  });
  return readTokens(answer, parts.clock.now(), null);
}

function isRefused(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.kind === "refused";
}

/** Any definite no to a name and a password means that they're wrong. */
function asUnauthorized(error: ProviderError): ProviderError {
  return new ProviderError("unauthorized", error.message, {
    status: error.status ?? undefined,
    cause: error,
  });
}

function readTokens(answer: unknown, now: number, previousRefreshToken: string | null): StoredTokens {
  const parsed = tokensSchema.safeParse(answer);
  if (!parsed.success) throw new ProviderError("answer_lost", "The provider's answer holds no access token.");
  const { accessToken, refreshToken, expiresInSeconds } = parsed.data;
  const lifetimeS = expiresInSeconds ?? DEFAULT_LIFETIME_S;
  const usableS = lifetimeS - Math.min(BUFFER_S, lifetimeS / 2);
  return {
    accessToken,
    refreshToken: refreshToken || previousRefreshToken,
    expiresAt: new Date(now + usableS * 1000),
  };
}
