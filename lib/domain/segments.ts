/**
 * How carriers bill a text: in segments of 160 GSM-7 units (153 when joined), or of 70 UTF-16 units
 * (67 when joined) as soon as one character is outside GSM-7 (vendor notes 4.1).
 * Counted here because the packages for it keep whole emoji together, which carriers don't, and take
 * milliseconds a keystroke; one of them checks us in the tests.
 */
const GSM_BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/** Sent as an escape pair, so they take two units. */
const GSM_EXTENDED = "^{}\\[~]|€\f";

const gsmUnits = new Map<string, number>([
  ...Array.from(GSM_BASIC, (char): [string, number] => [char, 1]),
  ...Array.from(GSM_EXTENDED, (char): [string, number] => [char, 2]),
]);

export type Encoding = "gsm7" | "unicode";

const unitsPerSegment: Record<Encoding, { single: number; joined: number }> = {
  gsm7: { single: 160, joined: 153 },
  unicode: { single: 70, joined: 67 },
};

/** A character outside GSM-7: one code point, and where it starts in UTF-16 units. */
export type NonGsmCharacter = { char: string; index: number };

export type SegmentCount = {
  encoding: Encoding;
  /** Units the text takes: septets in GSM-7, UTF-16 units in Unicode. */
  units: number;
  /** 0 for an empty text. */
  segments: number;
  /** Units that fit in `segments` segments (in one, for an empty text). */
  limit: number;
  /** Units still free before the next segment starts. */
  unitsLeft: number;
  nonGsm: NonGsmCharacter[];
};

/** Counts a text as it will be sent. Escape pairs and surrogate pairs are never split over two segments. */
export function countSegments(text: string): SegmentCount {
  const nonGsm = findNonGsm(text);
  const encoding = nonGsm.length > 0 ? "unicode" : "gsm7";
  const { single, joined } = unitsPerSegment[encoding];
  const sizes = Array.from(text, (char) => (encoding === "gsm7" ? (gsmUnits.get(char) ?? 1) : char.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units <= single) {
    return {
      encoding,
      units,
      segments: units === 0 ? 0 : 1,
      limit: single,
      unitsLeft: single - units,
      nonGsm,
    };
  }
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, segments, limit: segments * joined, unitsLeft: joined - used, nonGsm };
}

function findNonGsm(text: string): NonGsmCharacter[] {
  const found: NonGsmCharacter[] = [];
  let index = 0;
  for (const char of text) {
    if (!gsmUnits.has(char)) found.push({ char, index });
    index += char.length;
  }
  return found;
}
