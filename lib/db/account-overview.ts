import { database } from "./database";

/** What stands open in an account. */
export type AccountStanding = {
  accountId: string;
  waitingSends: number;
  unknownSends: number;
  givenUpPushes: number;
  quarantinedWebhooks: number;
  requestsLastMinute: number;
  pausedUntil: Date | null;
  fromEnvironment: boolean;
};

/** For every connected account. Each count is over rows that are few, by an index of their own. */
export async function listStandings(): Promise<AccountStanding[]> {
  return database().$queryRaw<AccountStanding[]>`
    SELECT a.id::text AS "accountId",
      (SELECT count(*)::int FROM messages m WHERE m.account_id = a.id AND m.status IN ('queued', 'sending')) AS "waitingSends",
      (SELECT count(*)::int FROM messages m WHERE m.account_id = a.id AND m.status = 'unknown') AS "unknownSends",
      (SELECT count(*)::int FROM pushes p JOIN conversations c ON c.id = p.conversation_id
        WHERE c.account_id = a.id AND p.done_at IS NULL AND p.gave_up_at IS NOT NULL) AS "givenUpPushes",
      (SELECT count(*)::int FROM webhook_events e
        WHERE e.account_id = a.id AND e.status = 'quarantined') AS "quarantinedWebhooks",
      (SELECT coalesce(sum(u.calls), 0)::int FROM request_usage u
        WHERE u.account_id = a.id AND u.minute = date_trunc('minute', now()) - interval '1 minute') AS "requestsLastMinute",
      CASE WHEN b.paused_until > now() THEN b.paused_until END AS "pausedUntil",
      a.from_environment AS "fromEnvironment"
    FROM accounts a LEFT JOIN request_budgets b ON b.account_id = a.id
    WHERE a.removed_at IS NULL ORDER BY a.created_at`;
}

/** Changes that the provider doesn't have, an account and a field. */
export type OpenPushes = {
  accountId: string;
  field: "archived" | "read";
  pending: number;
  givenUp: number;
};

/** For every connected account and each field, those without any too. */
export async function listOpenPushes(): Promise<OpenPushes[]> {
  return database().$queryRaw<OpenPushes[]>`
    SELECT a.id::text AS "accountId", f.field::text AS field, coalesce(o.pending, 0) AS pending,
      coalesce(o.given_up, 0) AS "givenUp"
    FROM accounts a CROSS JOIN unnest(enum_range(NULL::"PushField")) AS f (field)
    LEFT JOIN (
      SELECT c.account_id, p.field, count(*) FILTER (WHERE p.gave_up_at IS NULL)::int AS pending,
        count(*) FILTER (WHERE p.gave_up_at IS NOT NULL)::int AS given_up
      FROM pushes p JOIN conversations c ON c.id = p.conversation_id WHERE p.done_at IS NULL GROUP BY 1, 2
    ) o ON o.account_id = a.id AND o.field = f.field
    WHERE a.removed_at IS NULL ORDER BY a.created_at, f.field`;
}

/**
 * Our own numbers, with how many conversations of each aren't archived: those in the inbox and those that are snoozed,
 * counted apart because each has an index of its own.
 */
export async function listNumbersOfAccounts(): Promise<
  { accountId: string; number: string; name: string | null; active: number }[]
> {
  return database().$queryRaw`
    SELECT n.account_id::text AS "accountId", n.number, n.name,
      (SELECT count(*)::int FROM conversations c WHERE c.account_id = n.account_id
        AND c.user_number = n.number AND NOT c.archived AND c.snoozed_until IS NULL)
      + (SELECT count(*)::int FROM conversations c WHERE c.account_id = n.account_id
        AND c.user_number = n.number AND NOT c.archived AND c.snoozed_until IS NOT NULL) AS active
    FROM user_numbers n JOIN accounts a ON a.id = n.account_id AND a.removed_at IS NULL
    ORDER BY n.name NULLS LAST, n.number`;
}
