import type { Random } from "../random";
import type { Line } from "./dialogue";
import type { DraftMessage } from "./draft";
import { DAY_MS, latestOpenMoment, latestWakingMoment } from "./shop-calendar";

const MINUTE_MS = 60_000;

/**
 * Gives a dialogue its times, from the last text at `end` backwards, so that it surely ends there: the shop
 * writes in opening hours, customers while awake, and "later" turns come one to three days after the one before.
 * `compressed`: later means hours, as with customers who text every day.
 */
export function timeBackwards(
  lines: readonly Line[],
  end: number,
  random: Random,
  compressed = false,
): DraftMessage[] {
  const messages: DraftMessage[] = [];
  let at = end;
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (!line) continue;
    at = settle(line, at, random);
    messages.unshift({ at, inbound: line.inbound, text: line.text, picture: line.picture });
    at -= waitBefore(line, lines[index - 1], random, compressed);
  }
  return messages;
}

function settle(line: Line, at: number, random: Random): number {
  const settled = line.inbound
    ? latestWakingMoment(at, random.between(1, 90))
    : latestOpenMoment(at, random.between(4, 100));
  return Math.min(at, settled);
}

function waitBefore(line: Line, previous: Line | undefined, random: Random, compressed: boolean): number {
  if (line.later) {
    return compressed
      ? random.between(40, 300) * MINUTE_MS
      : random.between(1, 3) * DAY_MS + random.between(-200, 200) * MINUTE_MS;
  }
  const seconds = random.between(5, 55) * 1000;
  if (previous && previous.inbound === line.inbound) return random.between(0, 2) * MINUTE_MS + seconds;
  const minutes = line.inbound
    ? random.pick([1, 2, 2, 3, 4, 6, 9, 14, 25, 48])
    : random.pick([2, 3, 4, 5, 6, 8, 9, 11, 12, 15, 19, 24, 31, 44, 70]);
  return minutes * MINUTE_MS + seconds;
}
