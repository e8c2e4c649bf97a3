import type { Pace } from "@/lib/domain/pace";
import { database } from "./database";
import { PRESENT_FOR_MS } from "./presences";

/** What decides when an account is next asked for new messages. Times are ours, not the provider's. */
export type LookSituation = {
  pace: Pace;
  /** The provider announces texts to us. */
  isSubscribed: boolean;
  /** Somebody is signed in and there. */
  isWatched: boolean;
  /** When the first text came, of late, that no webhook has announced. */
  unannouncedSince: Date | null;
  /** Since when a text waits to be completed that somebody needs: its conversation is open, or it may be a photo. */
  wantedSince: Date | null;
  /** When the delivery state of a send is next due whose conversation is open; the others' come with any look. */
  statusDueAt: Date | null;
};

/**
 * @param recentMs how long an unannounced text counts, and how long an announced one is waited for
 * @returns null when the account is gone
 */
export async function readLookSituation(accountId: string, recentMs: number): Promise<LookSituation | null> {
  const [row] = await database().$queryRaw<
    {
      lookedAt: Date | null;
      lookCredit: number;
      isSubscribed: boolean;
      isWatched: boolean;
      unannouncedSince: Date | null;
      wantedSince: Date | null;
      statusDueAt: Date | null;
    }[]
  >`
    WITH present AS (
      SELECT conversation_id FROM presences
      WHERE seen_at > now() - ${PRESENT_FOR_MS}::float8 * interval '1 millisecond'
    ),
    since AS (SELECT now() - ${recentMs}::float8 * interval '1 millisecond' AS time)
    SELECT a.looked_at AS "lookedAt", a.look_credit AS "lookCredit",
      a.webhook_subscription_id IS NOT NULL AS "isSubscribed",
      EXISTS (SELECT 1 FROM present) AS "isWatched",
      (SELECT min(created_at) FROM messages
        WHERE account_id = a.id AND direction = 'inbound' AND announcement IS NULL
          AND created_at > since.time AND at > a.backfilled_down_to) AS "unannouncedSince",
      (SELECT min(m.created_at) FROM messages m
        WHERE m.account_id = a.id AND m.direction = 'inbound' AND m.provider_message_id IS NULL
          AND m.announcement IS NOT NULL AND m.created_at > since.time
          AND (m.text = '' OR m.conversation_id IN (SELECT conversation_id FROM present))) AS "wantedSince",
      (SELECT min(status_check_at) FROM messages
        WHERE account_id = a.id AND status_check_at IS NOT NULL
          AND conversation_id IN (SELECT conversation_id FROM present)) AS "statusDueAt"
    FROM accounts a CROSS JOIN since
    WHERE a.id = ${accountId}::uuid AND a.removed_at IS NULL`;
  if (!row) return null;
  const { lookedAt, lookCredit, ...situation } = row;
  return { ...situation, pace: { at: lookedAt, credit: lookCredit } };
}
