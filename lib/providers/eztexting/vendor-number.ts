/**
 * A number as EZ Texting wants it: 11 digits without a plus; short codes as they are. Its pages disagree
 * about other forms, this one always works (vendor notes 2.6).
 */
export function toVendorNumber(number: string): string {
  return number.replace(/^\+/, "");
}
