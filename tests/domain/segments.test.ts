import fc from "fast-check";
import { SegmentedMessage } from "sms-segments-calculator";
import { describe, expect, it, test } from "vitest";
import { countSegments } from "@/lib/domain/segments";
import { replaceTypographic } from "@/lib/domain/typographic";

const a = (count: number) => "a".repeat(count);

describe("countSegments", () => {
  test.each([
    ["nothing", "", "gsm7", 0, 0],
    ["160 letters", a(160), "gsm7", 160, 1],
    ["161 letters", a(161), "gsm7", 161, 2],
    ["306 letters", a(306), "gsm7", 306, 2],
    ["307 letters", a(307), "gsm7", 307, 3],
    ["80 euro signs", "€".repeat(80), "gsm7", 160, 1],
    ["81 euro signs", "€".repeat(81), "gsm7", 162, 2],
    ["70 Cyrillic letters", "я".repeat(70), "unicode", 70, 1],
    ["71 Cyrillic letters", "я".repeat(71), "unicode", 71, 2],
    ["134 Cyrillic letters", "я".repeat(134), "unicode", 134, 2],
    ["135 Cyrillic letters", "я".repeat(135), "unicode", 135, 3],
    ["35 emoji", "😀".repeat(35), "unicode", 70, 1],
    ["36 emoji", "😀".repeat(36), "unicode", 72, 2],
    ["an escape pair on the border", `${a(152)}€${a(152)}`, "gsm7", 306, 3],
    ["a surrogate pair on the border", `${"я".repeat(66)}😀${"я".repeat(66)}`, "unicode", 134, 3],
    ["every extension character", "^{}\\[~]|€\f", "gsm7", 20, 1],
    ["line breaks", "a\r\nb\nc", "gsm7", 6, 1],
    ["a backtick", "`", "unicode", 1, 1],
    ["a lower-case c with cedilla", "ç", "unicode", 1, 1],
    ["a lone surrogate", "\ud83d", "unicode", 1, 1],
  ])("%s", (_name, text, encoding, units, segments) => {
    expect(countSegments(text)).toMatchObject({ encoding, units, segments });
  });

  it("tells how much still fits", () => {
    expect(countSegments("")).toMatchObject({ limit: 160, unitsLeft: 160 });
    expect(countSegments(a(122))).toMatchObject({ limit: 160, unitsLeft: 38 });
    expect(countSegments(a(161))).toMatchObject({ limit: 306, unitsLeft: 145 });
    expect(countSegments(`${a(152)}€${a(152)}`)).toMatchObject({ limit: 459, unitsLeft: 152 });
    expect(countSegments(`${a(125)}’`)).toMatchObject({ limit: 134, unitsLeft: 8 });
  });

  it("names the characters that made it Unicode, with their places in UTF-16 units", () => {
    expect(countSegments("😀 it’s").nonGsm).toEqual([
      { char: "😀", index: 0 },
      { char: "’", index: 5 },
    ]);
  });

  it("agrees with an independent counter on text without composed characters", () => {
    const char = fc.constantFrom(...Array.from("abcXYZ 0123\n€[]^~éñÇàЖя漢’…"));
    fc.assert(
      fc.property(fc.array(char, { minLength: 1, maxLength: 700 }), (chars) => {
        const text = chars.join("");
        const theirs = new SegmentedMessage(text);
        const ours = countSegments(text);
        expect(ours.segments).toBe(theirs.segmentsCount);
        expect(ours.encoding).toBe(theirs.encodingName === "GSM-7" ? "gsm7" : "unicode");
        expect(ours.units).toBeLessThanOrEqual(ours.limit);
      }),
    );
  });

  it("never counts fewer segments for a longer text", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400, unit: "binary" }),
        fc.string({ maxLength: 40 }),
        (text, more) => {
          expect(countSegments(text + more).segments).toBeGreaterThanOrEqual(countSegments(text).segments);
        },
      ),
    );
  });
});

describe("replaceTypographic", () => {
  it("makes pasted text fit GSM-7 again", () => {
    const pasted = "“It’s ready” – today… \u00a0•\u200bnow";
    expect(replaceTypographic(pasted)).toBe('"It\'s ready" - today...  -now');
    expect(countSegments(replaceTypographic(pasted)).encoding).toBe("gsm7");
  });

  it("leaves emoji, letters of other scripts and joiners alone", () => {
    for (const text of ["👩‍🔧 да", "می‌خواهم", "`"]) expect(replaceTypographic(text)).toBe(text);
  });
});
