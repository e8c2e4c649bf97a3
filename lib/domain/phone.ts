import { parsePhoneNumberFromString } from "libphonenumber-js";

const SHORT_CODE = /^\d{5,6}$/;

/**
 * A number as we keep it: E.164 (`+15035550110`), or a short code of 5 or 6 digits.
 * Accepts what people and providers write: spaces, dots, dashes, brackets, a leading `1` or `+`.
 * A number without a country code is read as North American.
 * @returns null for anything that can't be a number: letters, too few digits.
 */
export function toNumber(input: string): string | null {
  const trimmed = input.trim();
  if (SHORT_CODE.test(trimmed)) return trimmed;
  if (/[a-z]/i.test(trimmed)) return null;
  const digits = trimmed.replace(/\D/g, "");
  if (digits.length < 10 || digits.length > 15) return null;
  if (trimmed.startsWith("+")) return `+${digits}`;
  if (digits.length === 10) return `+1${digits}`;
  return `+${digits}`;
}

/** Whether a number, typed by a person, can be texted: a possible number of its country. */
export function isTextableNumber(number: string): boolean {
  if (SHORT_CODE.test(number)) return false;
  return parsePhoneNumberFromString(number)?.isPossible() ?? false;
}

/** `(503) 555-0110` for North American numbers, international format for others, short codes as they are. */
export function formatNumber(number: string): string {
  const northAmerican = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (northAmerican) return `(${northAmerican[1]}) ${northAmerican[2]}-${northAmerican[3]}`;
  if (SHORT_CODE.test(number)) return number;
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
