import { executeWithRetry, type HttpCall, type HttpParts } from "../http/client";
import { ProviderError } from "../provider-error";
import type { Authorization } from "./authorization";
import { urlOf } from "./url-of";

/** A call to EZ Texting: an HTTP call by path, without what every call carries. */
type ApiRequest = Omit<HttpCall, "url" | "headers"> & {
  /** Below the account's base URL; its parts are escaped already. */
  path: string;
  query?: [name: string, value: string][];
};

/** Makes a call with the account's authorization. @throws ProviderError */
export type Api = (request: ApiRequest) => Promise<unknown>;

/**
 * Calls for one account. A 401 renews a token once and repeats the call once: it wasn't let in, so it had no
 * effect.
 */
export function createApi(baseUrl: string, authorization: Authorization, parts: HttpParts): Api {
  return async ({ path, query = [], ...call }) => {
    const url = urlOf(baseUrl, path, query);
    const attempt = (header: string): Promise<unknown> =>
      executeWithRetry({ ...call, url, headers: { authorization: header } }, parts);
    const header = await authorization.header(call.priority);
    try {
      return await attempt(header);
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      const renewed = await authorization.renew(header, call.priority);
      if (renewed === null) throw error;
      return await attempt(renewed).catch((again: unknown) => {
        throw isUnauthorized(again) ? refusedNewToken(again) : again;
      });
    }
  };
}

function isUnauthorized(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.kind === "unauthorized";
}

/** Only a refused password says that it is wrong. Nothing was let in, so everything may be tried again later. */
function refusedNewToken(cause: ProviderError): ProviderError {
  return new ProviderError("not_reached", "The provider refused a token that it had just given out.", {
    cause,
  });
}
