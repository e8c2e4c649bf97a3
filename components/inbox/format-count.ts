/** Exact up to 9,999, then "10k". */
export function formatCount(count: number): string {
  return count > 9_999 ? `${Math.floor(count / 1000)}k` : count.toLocaleString("en-US");
}
