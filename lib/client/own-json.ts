/**
 * Reads JSON our own server wrote, as the type its contract gives. Not checked again here: it was built from that
 * very type, and a tab that is older than the server should cope with a field more or less rather than stop.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the contract's type, by name
export function readOwnJson<Value>(text: string): Value {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- see above
  return JSON.parse(text);
}
