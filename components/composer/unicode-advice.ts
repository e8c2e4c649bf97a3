import { countSegments, type NonGsmCharacter, type SegmentCount } from "@/lib/domain/segments";
import { plainReplacements, replaceTypographic } from "@/lib/domain/typographic";

/** Why a text is Unicode, in words, and what one tap can do about it. */
export type UnicodeAdvice = {
  /** "One curly apostrophe ( ’ ) makes this text Unicode." */
  cause: string;
  /** "It will send as 2 segments instead of 1." */
  effect: string;
  fix: { label: string; apply: (text: string) => string } | null;
  /** The characters it speaks of, in UTF-16 units. */
  places: { start: number; end: number }[];
};

const NAMED_AT_MOST = 4;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/**
 * What to say about a text that isn't GSM-7. Nothing when it couldn't be helped and costs nothing: somebody who
 * writes Greek needn't hear about it with every word.
 */
export function adviseOnUnicode(text: string, count: SegmentCount): UnicodeAdvice | null {
  if (count.encoding === "gsm7") return null;
  const odd = joinComposed(text, count.nonGsm);
  const fixable = odd.filter(({ char }) => plainReplacements.has(char));
  const emoji = odd.filter(({ char }) => EMOJI.test(char));
  const subject = fixable.length > 0 ? fixable : emoji.length > 0 ? emoji : odd;
  const without = countSegments(plainest(text, odd)).segments;
  if (subject === odd && count.segments <= without) return null;

  const many = odd.length > 1;
  return {
    cause: `${nameCharacters(odd)} ${many ? "make" : "makes"} this text Unicode.`,
    effect:
      count.segments > without
        ? `It will send as ${count.segments} segments instead of ${without}.`
        : "Its segments hold 70 characters instead of 160.",
    fix: fixOf(fixable, emoji),
    places: odd.map(({ char, index }) => ({ start: index, end: index + char.length })),
  };
}

function fixOf(fixable: NonGsmCharacter[], emoji: NonGsmCharacter[]): UnicodeAdvice["fix"] {
  if (fixable.length > 0) {
    const plain = new Set(fixable.map(({ char }) => plainReplacements.get(char)?.plain ?? ""));
    const only = plain.size === 1 ? [...plain][0]?.trim() : undefined;
    return { label: only ? `Replace with ${only}` : "Replace with plain", apply: replaceTypographic };
  }
  if (emoji.length === 0) return null;
  return { label: "Remove emoji", apply: removeEmoji };
}

/** Emoji go with the space before them, so that none is left doubled. */
function removeEmoji(text: string): string {
  const odd = joinComposed(text, countSegments(text).nonGsm);
  return odd
    .filter(({ char }) => EMOJI.test(char))
    .toReversed()
    .reduce((rest, { char, index }) => {
      const start = rest[index - 1] === " " ? index - 1 : index;
      return rest.slice(0, start) + rest.slice(index + char.length);
    }, text);
}

/** The same text as GSM-7 could carry it: replaced where that is possible, one unit for what remains. */
function plainest(text: string, odd: NonGsmCharacter[]): string {
  return odd.toReversed().reduce((rest, { char, index }) => {
    const plain = plainReplacements.get(char)?.plain ?? (EMOJI.test(char) ? "" : "x");
    return rest.slice(0, index) + plain + rest.slice(index + char.length);
  }, text);
}

/** "One curly apostrophe ( ’ )", "3 characters ( ’ “ ” )", "9 characters ( а б в г … )". */
function nameCharacters(odd: NonGsmCharacter[]): string {
  const distinct = [...new Set(odd.map(({ char }) => char))];
  const shown = distinct.slice(0, NAMED_AT_MOST).map((char) => (/^[\s\p{Cf}]$/u.test(char) ? null : char));
  const list = shown.filter((char) => char !== null).join(" ");
  const inBrackets = list === "" ? "" : ` ( ${list}${distinct.length > NAMED_AT_MOST ? " …" : ""} )`;
  const kinds = new Set(odd.map(({ char }) => kindOf(char)));
  const [kind] = kinds.size === 1 ? [...kinds] : [undefined];
  const many = kind?.plural ?? "characters";
  return odd.length === 1
    ? `One ${kind?.name ?? "character"}${inBrackets}`
    : `${odd.length} ${many}${inBrackets}`;
}

const emojiKind = { name: "emoji", plural: "emoji" };
const otherKind = { name: "character", plural: "characters" };

function kindOf(char: string): { name: string; plural: string } {
  return plainReplacements.get(char) ?? (EMOJI.test(char) ? emojiKind : otherKind);
}

/** Code points that people see as one (a family, a flag, a letter with its accent) are named as one. */
function joinComposed(text: string, nonGsm: NonGsmCharacter[]): NonGsmCharacter[] {
  const odd = new Set(nonGsm.map(({ index }) => index));
  return Array.from(graphemes.segment(text)).flatMap(({ segment, index }) => {
    const isOdd = Array.from({ length: segment.length }, (_, offset) => index + offset).some((at) =>
      odd.has(at),
    );
    return isOdd ? [{ char: segment, index }] : [];
  });
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
