/** No pause a provider asks for is believed beyond this. */
const MAX_MS = 60 * 60 * 1000;

/**
 * How long a 429 asks to wait, in ms. EZ Texting documents `X-Rate-Limit-Retry-After-Milliseconds`; one of
 * its pages speaks of the standard `Retry-After` instead (vendor notes 1.4), so both are read, the first one
 * first.
 * @returns undefined when the answer doesn't say.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const asked =
    number(headers.get("x-rate-limit-retry-after-milliseconds")) ??
    seconds(headers.get("retry-after")) ??
    until(headers.get("retry-after"), now);
  return asked === undefined ? undefined : Math.min(Math.max(asked, 0), MAX_MS);
}

function number(header: string | null): number | undefined {
  return header !== null && /^\s*\d+(\.\d+)?\s*$/.test(header) ? Math.ceil(Number(header)) : undefined;
}

function seconds(header: string | null): number | undefined {
  return header !== null && /^\s*\d+(\.\d+)?\s*$/.test(header) ? Math.ceil(Number(header) * 1000) : undefined;
}

function until(date: string | null, now: number): number | undefined {
  const at = date === null ? NaN : Date.parse(date);
  return Number.isNaN(at) ? undefined : at - now;
}
