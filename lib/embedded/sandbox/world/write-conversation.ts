import type { Random } from "../random";
import { speak, type Line, type Script } from "./dialogue";
import type { DraftMessage } from "./draft";
import { DAY_MS, monthName, nextHoliday, seasonAt } from "./shop-calendar";
import { fillSlot } from "./slots";
import type { Branch } from "./shop";
import { timeBackwards } from "./timing";
import { inVoice, type Voice } from "./voice";

/** Who talks with which branch, and how they write. */
export type Speakers = { firstName: string; branch: Branch; voice: Voice };

/** How a conversation stands at its end: answered to the last, waiting for us, or waiting for them. */
export type Ending = "settled" | "customer waits" | "we wait";

/**
 * Writes `count` or a few more texts that end at `end` and don't begin before `start`; the same script never
 * comes twice in a row. `compressed`: for customers who text every day.
 */
export function writeConversation(
  speakers: Speakers & { nextScript: (random: Random) => Script },
  random: Random,
  span: { start: number; end: number; count: number; ending: Ending; compressed?: boolean },
): DraftMessage[] {
  const messages: DraftMessage[] = [];
  let end = span.end;
  let previous: Script | undefined;
  while (messages.length < span.count && (messages.length === 0 || end > span.start)) {
    let script = speakers.nextScript(random);
    while (script === previous) script = speakers.nextScript(random);
    previous = script;
    const lines = speakLines(script, speakers, random, end);
    const ended = messages.length === 0 ? endedLike(lines, span.ending) : lines;
    const dialogue = timeBackwards(ended, end, random, span.compressed);
    messages.unshift(...dialogue);
    const first = dialogue[0]?.at ?? end;
    end = first - gapBefore(first, span, random);
  }
  return messages;
}

/** One script as these speakers say it. */
export function speakLines(script: Script, speakers: Speakers, random: Random, at: number): Line[] {
  const circumstances = {
    first: speakers.firstName,
    shop: speakers.branch,
    season: seasonAt(at),
    month: monthName(at),
    holiday: nextHoliday(at),
  };
  return speak(script, random, (slot) => fillSlot(slot, circumstances, random)).map((line) =>
    line.inbound ? { ...line, text: inVoice(speakers.voice, line.text, random) } : line,
  );
}

/** Cuts a dialogue so that it stops where the ending wants it: before our answer, or before theirs. */
function endedLike(lines: Line[], ending: Ending): Line[] {
  if (ending === "settled") return lines;
  const waiting = ending === "customer waits";
  const last = lines.findLastIndex(
    (line, index) => line.inbound === waiting && lines[index + 1]?.inbound === !waiting,
  );
  if (last >= 0) return lines.slice(0, last + 1);
  const any = lines.findLastIndex((line) => line.inbound === waiting);
  return lines.slice(0, any + 1);
}

function gapBefore(first: number, span: { start: number; compressed?: boolean }, random: Random): number {
  if (span.compressed) return random.between(3, 40) * 60 * 60_000;
  const roomDays = (first - span.start) / DAY_MS;
  const wanted = random.pick([4, 8, 15, 24, 40, 60, 95]);
  return Math.max(2, Math.min(wanted, roomDays / 3)) * DAY_MS + random.between(0, 600) * 60_000;
}
