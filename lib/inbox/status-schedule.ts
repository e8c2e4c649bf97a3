const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** No webhook tells of delivery (vendor notes 2.5), so states are asked for, ever more rarely, until this age. */
const LOOKS_AT_AGE = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 60 * MINUTE];

/** When the delivery state of a send of that time is next worth asking for; null when it never will be. */
export function nextStatusLook(sentAt: Date, now: Date): Date | null {
  const age = now.getTime() - sentAt.getTime();
  const next = LOOKS_AT_AGE.find((look) => look > age);
  return next === undefined ? null : new Date(sentAt.getTime() + next);
}
