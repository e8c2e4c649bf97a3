const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** No webhook tells of delivery (vendor notes 2.5), so states are asked for, ever more rarely, until this age. */
const LOOKS_AT_AGE = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 60 * MINUTE];
/** Looks at sends this old take a call of their own: they wait for each other, so that one call serves many. */
const ALONE_FROM_AGE = 5 * MINUTE;
const SHARED_EVERY = 5 * MINUTE;

/** When the delivery state of a send of that time is next worth asking for; null when it never will be. */
export function nextStatusLook(sentAt: Date, now: Date): Date | null {
  const age = now.getTime() - sentAt.getTime();
  const next = LOOKS_AT_AGE.find((look) => look > age);
  if (next === undefined) return null;
  const time = sentAt.getTime() + next;
  return new Date(next < ALONE_FROM_AGE ? time : Math.ceil(time / SHARED_EVERY) * SHARED_EVERY);
}
