/** What word processors and phones put in for plain characters: what people call it, and the plain form. */
export type PlainReplacement = { name: string; plural: string; plain: string };

const apostrophe = { name: "curly apostrophe", plural: "curly apostrophes", plain: "'" };
const quote = { name: "curly quote", plural: "curly quotes", plain: '"' };
const dash = { name: "long dash", plural: "long dashes", plain: "-" };
const ellipsis = { name: "ellipsis", plural: "ellipses", plain: "..." };
const space = { name: "no-break space", plural: "no-break spaces", plain: " " };
const bullet = { name: "bullet", plural: "bullets", plain: "-" };
const invisible = { name: "invisible character", plural: "invisible characters", plain: "" };

/**
 * Typographic characters with the plain form that means the same. They make a whole text Unicode, so it
 * takes up to twice the segments, and arrive with every paste (vendor notes 4.1).
 * The joiners U+200C and U+200D are left alone: Persian and many emoji need them.
 */
export const plainReplacements: ReadonlyMap<string, PlainReplacement> = new Map([
  ...pairs("\u2018\u2019\u201A\u201B\u2032\u02BC", apostrophe),
  ...pairs("\u201C\u201D\u201E\u201F\u2033", quote),
  ...pairs("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", dash),
  ...pairs("\u2026", ellipsis),
  ...pairs("\u00A0\u2002\u2003\u2007\u2009\u200A\u202F", space),
  ...pairs("\u2022\u00B7", bullet),
  ...pairs("\u200B\u2060\uFEFF\u00AD", invisible),
]);

/** The text with every typographic character in its plain form; all else is untouched. */
export function replaceTypographic(text: string): string {
  return Array.from(text, (char) => plainReplacements.get(char)?.plain ?? char).join("");
}

function pairs(chars: string, replacement: PlainReplacement): [string, PlainReplacement][] {
  return Array.from(chars, (char): [string, PlainReplacement] => [char, replacement]);
}
