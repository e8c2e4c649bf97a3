import { formatMoment, formatSince } from "@/lib/client/format-time";
import { providerNames } from "@/lib/client/provider-names";
import type { Account, AccountOverview, AuthMethod, ConnectionTest } from "@/lib/domain/account";

interface Clock {
  now: number;
  timeZone: string;
}

/** What the two parts of a sign-in are called, by method. */
export const signInWords: Record<AuthMethod, { choice: string; username: string; password: string }> = {
  basic: { choice: "Username and password", username: "Username", password: "Password" },
  oauth2: { choice: "App key and secret", username: "App key", password: "App secret" },
};

/** "2 texts", "1 text". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatAmount(count)} ${count === 1 ? one : many}`;
}

/** "12,000". */
export function formatAmount(amount: number): string {
  return amount.toLocaleString("en-US");
}

/** "EZ Texting · signs in as ops@fernhill.example". */
export function whoSignsIn({ provider, authMethod, username }: Account): string {
  const how = authMethod === "basic" ? "signs in as" : "signs in with the app key";
  return `${providerNames[provider]} · ${how} ${username}`;
}

/** What a rejected sign-in means, in one sentence for what happened and one for what follows. */
export function rejectionOf(
  account: Pick<AccountOverview, "provider" | "authMethod" | "stoppedAt" | "waitingSends">,
  clock: Clock,
): { title: string; text: string } {
  const { provider, authMethod, stoppedAt, waitingSends } = account;
  const what = authMethod === "basic" ? "username or password" : "app key or secret";
  const since = stoppedAt === null ? "" : ` since ${formatSince(stoppedAt, clock)}`;
  const waiting =
    waitingSends === 0
      ? ""
      : ` ${countOf(waitingSends, "text")} ${waitingSends === 1 ? "is" : "are"} waiting to be sent.`;
  return {
    title: `${providerNames[provider]} rejected the ${what}.`,
    text: `No texts arrive or go out on this account${since}.${waiting}`,
  };
}

/** "Tested today, 9:12 AM by Priya". */
export function testedWords({ at, by }: ConnectionTest, clock: Clock): string {
  const who = by === null ? "" : ` by ${by.split(" ")[0] ?? by}`;
  return `Tested ${formatMoment(at, clock)}${who}`;
}

/** How a test ended that took so long: "Passed in 1.4 s", "Failed: the username or password was rejected". */
export function outcomeOf({ checks }: ConnectionTest, tookMs: number): string {
  const problem = checks.find(({ status }) => status === "problem");
  if (!problem) return `Passed in ${(tookMs / 1000).toFixed(1)} s`;
  return `Failed: ${problem.text.charAt(0).toLowerCase()}${problem.text.slice(1)}`;
}

/** First letters for an account's tile: "EZ" for EZ Texting. */
export function tileOf({ provider }: Pick<Account, "provider">): string {
  return providerNames[provider].slice(0, 2).toUpperCase();
}
