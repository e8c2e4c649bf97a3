const OUT = new Set([
  "STOP",
  "STOPALL",
  "UNSUBSCRIBE",
  "CANCEL",
  "END",
  "QUIT",
  "REVOKE",
  "OPTOUT",
  "REMOVE",
]);
const IN = new Set(["START", "UNSTOP"]);

/**
 * What a whole message does to the sender's consent. Case and trailing punctuation don't matter.
 * "YES" does nothing: it is also a normal answer (vendor notes 4.3).
 */
export function optWord(text: string): "out" | "in" | undefined {
  const word = text
    .trim()
    .replace(/[\s.!?,]+$/, "")
    .toUpperCase()
    .replace(/[-\s]/g, "");
  if (OUT.has(word)) return "out";
  return IN.has(word) ? "in" : undefined;
}
