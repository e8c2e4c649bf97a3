/** A stretch of a message: plain text, or a link to open. */
export type TextPart = { text: string; href: string | null };

const ADDRESS = /https?:\/\/[^\s<>"“”«»\u200B-\u200F\u202A-\u202E\u2066-\u2069]+/gi;
const TRAILING_PUNCTUATION = /[.,!?;:'’…]+$/;

/**
 * Splits a text into plain parts and `http`/`https` links. Nothing else becomes a link: no other schemes, no bare
 * domains. Characters that turn the writing direction around end an address, so what is shown is what is opened.
 */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** "(see https://a.example/b)." ends before the bracket, "https://a.example/b_(c)" after it. */
function withoutTrailing(address: string): string {
  const trimmed = address.replace(TRAILING_PUNCTUATION, "");
  const closesMore = count(trimmed, ")") > count(trimmed, "(");
  return trimmed.endsWith(")") && closesMore ? withoutTrailing(trimmed.slice(0, -1)) : trimmed;
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
