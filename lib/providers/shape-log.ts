/** Told about vendor JSON we couldn't use. `sample` names fields and their types, never their values. */
export type LogUnknownShape = (where: string, sample: string) => void;

const MAX_REMEMBERED = 500;

/** Passes each shape on once, so that a list of thousands of odd rows makes one line in the log. */
export function oncePerShape(log: LogUnknownShape): LogUnknownShape {
  const seen = new Set<string>();
  return (where, sample) => {
    const key = `${where} ${sample}`;
    if (seen.has(key) || seen.size >= MAX_REMEMBERED) return;
    seen.add(key);
    log(where, sample);
  };
}

/** The outline of a JSON value without its data: `{id: string, sentAt: null, groups: [{id: string}]}`. */
export function outlineOf(value: unknown, depth = 3): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[${outlineOf(value[0], depth - 1)}]`;
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${outlineOf(field, depth - 1)}`);
  return `{${fields.sort().join(", ")}}`;
}
