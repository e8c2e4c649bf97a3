import type { LookSituation } from "@/lib/db/look-situation";
import { mayHappenAt, type Rhythm } from "@/lib/domain/pace";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** While webhooks announce everything, looking is only the net below them, and completes what they announced. */
const CALM_MS = { watched: MINUTE, unwatched: 5 * MINUTE };
/** Without webhooks, or while they miss some, it is how texts arrive. */
const QUICK_MS = { watched: 5 * SECOND, unwatched: 30 * SECOND };
/** A look may be quicker than the webhook: what isn't announced by then wasn't announced. */
const GRACE_MS = 15 * SECOND;
/** A text that wasn't announced is a reason to look more often for so long. */
export const DISTRUST_MS = 10 * MINUTE;
/** What is wanted waits this long for company, so that one call completes many. */
const GATHER_MS = 3 * SECOND;
/** Rows appear in the list seconds after their webhook (vendor notes 5.2); there's no use in asking faster. */
const AGAIN_MS = 10 * SECOND;
/** Looks ahead of the calm rhythm, because somebody waits for a photo, an id or a delivery state. */
export const EAGER: Rhythm = { everyMs: 30 * SECOND, burst: 6 };

/**
 * When an account is next worth asking for new messages: a minute after the last time when all is well; within seconds
 * when somebody needs it, as far as the rhythm for that goes; every few seconds while texts come unannounced.
 */
export function nextLookAt(situation: LookSituation, now: Date): Date {
  const { pace, isWatched, unannouncedSince } = situation;
  const last = pace.at?.getTime() ?? 0;
  if (!areWebhooksComplete(situation, now)) {
    return new Date(last + (isWatched ? QUICK_MS.watched : QUICK_MS.unwatched));
  }
  const times = [last + (isWatched ? CALM_MS.watched : CALM_MS.unwatched)];
  const wanted = wantedAt(situation, last);
  if (wanted !== null) times.push(Math.max(wanted, mayHappenAt(pace, EAGER).getTime()));
  // By then it is either announced, or webhooks aren't complete.
  if (unannouncedSince) times.push(unannouncedSince.getTime() + GRACE_MS);
  return new Date(Math.min(...times));
}

/** Whether every text of the last minutes was also announced, or may still be. */
export function areWebhooksComplete({ isSubscribed, unannouncedSince }: LookSituation, now: Date): boolean {
  if (!isSubscribed) return false;
  return unannouncedSince === null || now.getTime() - unannouncedSince.getTime() < GRACE_MS;
}

function wantedAt({ wantedSince, statusDueAt }: LookSituation, last: number): number | null {
  const wanted = [
    ...(wantedSince ? [Math.max(wantedSince.getTime() + GATHER_MS, last + AGAIN_MS)] : []),
    ...(statusDueAt ? [statusDueAt.getTime()] : []),
  ];
  return wanted.length === 0 ? null : Math.min(...wanted);
}
