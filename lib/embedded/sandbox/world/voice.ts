import type { Random } from "../random";

/** How a customer writes; it stays theirs. */
export type Voice = {
  lowerCase: boolean;
  curly: boolean;
  dropsStop: boolean;
  emoji: number;
  hurried: boolean;
};

const HAPPY = ["🙏", "😊", "👍", "🎉", "🚲", "🙌", "😄", "❤️"];
const NEUTRAL = ["🤔", "🚲", "😅", "👀", "🤞", "🙃"];

export function newVoice(random: Random): Voice {
  return {
    lowerCase: random.chance(0.22),
    curly: random.chance(0.45),
    dropsStop: random.chance(0.6),
    emoji: random.weighted([
      [70, 0],
      [20, 0.12],
      [10, 0.4],
    ]),
    hurried: random.chance(0.12),
  };
}

/** The text as this customer would have typed it. */
export function inVoice(voice: Voice, text: string, random: Random): string {
  let spoken = voice.hurried ? hurry(text) : text;
  if (voice.lowerCase) spoken = spoken.toLowerCase();
  if (voice.dropsStop || voice.lowerCase) spoken = spoken.replace(/\.$/, "");
  if (voice.curly) spoken = spoken.replaceAll("'", "’");
  const happy = /thank|great|perfect|awesome|love|amazing|yay/i.test(text);
  return random.chance(voice.emoji) ? `${spoken} ${random.pick(happy ? HAPPY : NEUTRAL)}` : spoken;
}

function hurry(text: string): string {
  return text
    .replace(/^(Hi|Hello|Hey)( there)?[,!.]? /, "")
    .replace(/\byou\b(?!')/gi, "u")
    .replace(/\bThanks\b/g, "thx")
    .replace(/\bplease\b/gi, "pls")
    .replace(/\btomorrow\b/gi, "tmrw");
}
