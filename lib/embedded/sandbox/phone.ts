const NANP = /^1?([2-9]\d{2}[2-9]\d{6})$/;
const SHORT_CODE = /^\d{5,6}$/;

/**
 * A number as the vendor writes it in answers: 11 digits with the leading 1, no plus.
 * 10 and 11 digits are understood; anything else, a plus included, is undefined
 * (vendor notes: the + form is unverified, "must be 11 digits").
 */
export function textableNumber(input: string): string | undefined {
  const digits = NANP.exec(input)?.[1];
  return digits === undefined ? undefined : `1${digits}`;
}

/** As `textableNumber`, and 5–6 digit short codes too: they may be either end of a conversation. */
export function conversationNumber(input: string): string | undefined {
  return SHORT_CODE.test(input) ? input : textableNumber(input);
}
