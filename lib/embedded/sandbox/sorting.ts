import { malformed } from "./vendor-error";

/** Compares two rows by one property, ascending. */
export type Comparison<Row> = (a: Row, b: Row) => number;

/** What `sort` asked for, of the properties that exist. Empty: nothing that exists. */
type SortOrder<Row> = { compare: Comparison<Row>; descending: boolean; property: string }[];

/**
 * Reads `sort=property,asc|desc`, which may be repeated. A missing direction is a 400 (the vendor's own
 * error example); an unknown property is silently ignored (vendor notes: seen live).
 */
export function readSort<Row>(query: URLSearchParams, known: Map<string, Comparison<Row>>): SortOrder<Row> {
  return query.getAll("sort").flatMap((sort) => {
    const [property = "", direction] = sort.split(",");
    if (direction === undefined) {
      throw malformed("Sorting Failure", "The sort direction query string is required but was missing");
    }
    if (!/^(asc|desc)$/i.test(direction))
      throw malformed("Sorting Failure", `Unknown sort direction ${direction}`);
    const compare = known.get(property);
    return compare ? [{ compare, descending: direction.toLowerCase() === "desc", property }] : [];
  });
}

/** A sorted copy; rows that are equal in all of it keep their order. */
export function sortBy<Row>(rows: readonly Row[], order: SortOrder<Row>): Row[] {
  return [...rows].sort((a, b) => {
    for (const { compare, descending } of order) {
      const difference = compare(a, b);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
}

/** Compares texts by code unit, nulls first. */
export function byText(a: string | null, b: string | null): number {
  const left = a ?? "";
  const right = b ?? "";
  return left < right ? -1 : left > right ? 1 : 0;
}
