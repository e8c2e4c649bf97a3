import { describe, expect, it } from "vitest";
import { adviseOnUnicode } from "@/components/composer/unicode-advice";
import { countSegments } from "@/lib/domain/segments";

const advise = (text: string) => adviseOnUnicode(text, countSegments(text));

describe("advice about Unicode", () => {
  it("has none for a GSM-7 text", () => {
    expect(advise("Ready at 2:30, that's €38 [incl. tax]")).toBeNull();
    expect(advise("")).toBeNull();
  });

  it("names one apostrophe, what it costs, and what it can be replaced with", () => {
    const text = `Hi Ben, that’s most likely the left crank bolt. ${"x".repeat(60)}`;
    expect(advise(text)).toMatchObject({
      cause: "One curly apostrophe ( ’ ) makes this text Unicode.",
      effect: "It will send as 2 segments instead of 1.",
      fix: { label: "Replace with '" },
      places: [{ start: 12, end: 13 }],
    });
    expect(advise(text)?.fix?.apply(text)).toBe(text.replace("’", "'"));
  });

  it("says what changes when the segments don't", () => {
    expect(advise("that’s")?.effect).toBe("Its segments hold 70 characters instead of 160.");
  });

  it("counts and names characters of several kinds", () => {
    expect(advise("“Yes” – it’s")).toMatchObject({
      cause: "4 characters ( “ ” – ’ ) make this text Unicode.",
      fix: { label: "Replace with plain" },
    });
    expect(advise("it’s Ben’s")?.cause).toBe("2 curly apostrophes ( ’ ) make this text Unicode.");
  });

  it("doesn't print what can't be seen", () => {
    expect(advise("a\u00a0b")?.cause).toBe("One no-break space makes this text Unicode.");
    expect(advise("a\u200bb")?.cause).toBe("One invisible character makes this text Unicode.");
  });

  it("removes emoji whole, with the space before them", () => {
    const text = "Done 👩‍🔧 and thanks 🇺🇸👍🏽";
    expect(advise(text)).toMatchObject({
      cause: "3 emoji ( 👩‍🔧 🇺🇸 👍🏽 ) make this text Unicode.",
      fix: { label: "Remove emoji" },
    });
    expect(advise(text)?.fix?.apply(text)).toBe("Done and thanks");
  });

  it("fixes what can be fixed first, and leaves the emoji", () => {
    const text = "it’s done 👍";
    expect(advise(text)?.fix?.apply(text)).toBe("it's done 👍");
  });

  it("leaves people alone who write in another script, until it costs them", () => {
    expect(advise("Καλημέρα")).toBeNull();
    expect(advise("д".repeat(80))).toMatchObject({
      cause: "80 characters ( д ) make this text Unicode.",
      effect: "It will send as 2 segments instead of 1.",
      fix: null,
    });
  });
});
