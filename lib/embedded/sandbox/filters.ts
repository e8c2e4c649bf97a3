import { malformed } from "./vendor-error";
import { parseVendorTime } from "./vendor-time";

/** Says whether a row passes. */
export type Test<Row> = (row: Row) => boolean;

/** The filters an endpoint knows: by `field.operator`, a reader of the value that makes the test. */
export type Filters<Row> = Map<string, (value: string) => Test<Row>>;

/** Reads `filters[field][operator]=value`; what the endpoint doesn't know is ignored (vendor notes: seen live). */
export function readFilters<Row>(query: URLSearchParams, known: Filters<Row>): Test<Row> {
  const tests: Test<Row>[] = [];
  for (const [key, value] of query) {
    const [, field, operator] = /^filters\[(\w+)\]\[(\w+)\]$/.exec(key) ?? [];
    const make = known.get(`${field}.${operator}`);
    if (make) tests.push(make(value));
  }
  return (row) => tests.every((test) => test(row));
}

/** The value as a boolean, or a 400. */
export function booleanValue(value: string): boolean {
  if (value === "true") return true;
  if (value === "false") return false;
  throw malformed("Filter Failure", `'${value}' is not a boolean`);
}

/** The value as a moment in ms, or a 400. */
export function timeValue(value: string): number {
  const ms = parseVendorTime(value);
  if (ms === undefined) throw malformed("Filter Failure", `Text '${value}' could not be parsed as a date`);
  return ms;
}

/** The value when it is one of an enum's words, exactly; otherwise the vendor's leaked 400 (seen live on contacts). */
export function enumValue<Word extends string>(
  value: string,
  enumName: string,
  words: readonly Word[],
): Word {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw malformed("Filter Failure", `No enum constant ${enumName}.${value}`);
  return word;
}

/** True when `text` contains `part`, whatever the case. */
export function contains(text: string | null, part: string): boolean {
  return (text ?? "").toLowerCase().includes(part.toLowerCase());
}
