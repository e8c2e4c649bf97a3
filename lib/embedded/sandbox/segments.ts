const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("^{}\\[~]|€\f");
const MMS_CREDITS = 3;

/** Credits of one text to one person: its segments, or 3 for a picture (both inferred). */
export function creditsOf(text: string, hasMedia: boolean): number {
  if (hasMedia) return MMS_CREDITS;
  const letters = Array.from(text);
  if (letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter))) {
    const units = letters.reduce((sum, letter) => sum + (EXTENDED.has(letter) ? 2 : 1), 0);
    return units <= 160 ? 1 : Math.ceil(units / 153);
  }
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
}
