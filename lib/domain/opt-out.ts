/**
 * Words that, alone in a text, opt a contact out. Union of what carriers, Twilio and the FCC list
 * (vendor notes 4.3). The platform's own flag decides; these only say how an inbound text is treated here.
 */
const optOutWords = new Set([
  "stop",
  "stopall",
  "stop all",
  "unsubscribe",
  "cancel",
  "end",
  "quit",
  "revoke",
  "optout",
  "opt out",
  "opt-out",
  "remove",
]);

/** Whether a whole text is one of the opt-out words: case, outer spaces and trailing punctuation don't matter. */
export function isOptOutWord(text: string): boolean {
  return optOutWords.has(
    text
      .trim()
      .toLowerCase()
      .replace(/[\s.!?,]+$/, ""),
  );
}
