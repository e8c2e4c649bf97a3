import fc from "fast-check";
import { expect, it } from "vitest";
import { cleanText } from "@/lib/domain/clean-text";

it("leaves text alone", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      fc.pre(!text.includes("\0"));
      expect(cleanText(text)).toBe(text);
    }),
  );
});

it("makes of anything what can be stored", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
      const clean = cleanText(String.fromCharCode(...units));
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toContain("\0");
    }),
  );
});
