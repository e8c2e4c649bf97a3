/** The one thing in a list; throws when there are none or several. */
export function only<Thing>(things: readonly Thing[]): Thing {
  const [first] = things;
  if (first === undefined || things.length > 1) throw new Error(`expected one, found ${things.length}`);
  return first;
}
