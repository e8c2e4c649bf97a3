import type { Random } from "../random";
import { liveAnswers, liveThanks } from "./scripts/live";

const SILENT_SHARE = 0.22;
const SHORT_ENOUGH = 25;

/** What a customer writes back to an agent's text; undefined when they leave it at that. */
export function answerTo(text: string, random: Random): string | undefined {
  const fitting = liveAnswers.find(({ pattern }) => pattern.test(text));
  // A closing word such as "See you then" rarely gets an answer.
  const closing = text.length < SHORT_ENOUGH && !text.includes("?");
  if (random.chance(closing ? 0.7 : SILENT_SHARE)) return undefined;
  return random.pick(fitting?.answers ?? liveThanks);
}
