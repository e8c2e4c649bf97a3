/** A stretch of text; `isHidden` where it stands for a character that can't be seen or would reorder what is. */
export interface Stretch {
  text: string;
  isHidden: boolean;
}

/** Controls except tab and line breaks, what joins, separates or turns text around, and what takes no room. */
const HIDDEN = /((?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00ad\u115f\u1160\u3164\uffa0]|\ufeff)+/gu;

/** Takes a text apart so that everything in it can be seen: what is hidden becomes its code, such as `U+202E`. */
export function visibleText(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > end) stretches.push({ text: text.slice(end, match.index), isHidden: false });
    for (const character of match[0]) stretches.push({ text: codeOf(character), isHidden: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) stretches.push({ text: text.slice(end), isHidden: false });
  return stretches;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
