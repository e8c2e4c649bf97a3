/** What the key beside the space bar is called here: ⌘ on Apple's machines, Ctrl elsewhere. */
export function modifierKey(): string {
  if (typeof navigator === "undefined") return "Ctrl";
  return /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
}
