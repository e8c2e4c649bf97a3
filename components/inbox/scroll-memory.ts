const positions = new Map<string, number>();

/** Remembers where a list was scrolled to, for as long as the page lives. */
export function rememberScroll(listKey: string, offset: number): void {
  positions.set(listKey, offset);
}

/** Pixels from the top; 0 for a list never seen. */
export function recallScroll(listKey: string): number {
  return positions.get(listKey) ?? 0;
}
