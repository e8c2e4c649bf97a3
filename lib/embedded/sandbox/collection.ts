import type { z } from "zod";

/** Tells somebody that the row of a key changed; `row` is null when it was removed. */
export type ChangeListener = (collection: string, key: string, row: unknown) => void;

/** The rows of one noun by key. Every change is reported, so that a journal can repeat it. */
export class Collection<Row> {
  protected readonly rows = new Map<string, Row>();

  constructor(
    readonly name: string,
    private readonly schema: z.ZodType<Row>,
    protected readonly keyOf: (row: Row) => string,
    private readonly changed: ChangeListener,
  ) {}

  get(key: string): Row | undefined {
    return this.rows.get(key);
  }

  all(): Row[] {
    return [...this.rows.values()];
  }

  put(row: Row): void {
    this.store(row);
    this.changed(this.name, this.keyOf(row), row);
  }

  remove(key: string): boolean {
    const removed = this.discard(key);
    if (removed) this.changed(this.name, key, null);
    return removed;
  }

  /** Forgets every row without reporting it. */
  clear(): void {
    this.rows.clear();
  }

  /** Repeats a change read from the journal. Throws when the row isn't in the collection's shape. */
  restore(key: string, row: unknown): void {
    if (row === null) this.discard(key);
    else this.store(this.schema.parse(row));
  }

  /** Every row as a journal entry. */
  *entries(): Generator<[collection: string, key: string, row: unknown]> {
    for (const [key, row] of this.rows) yield [this.name, key, row];
  }

  /** Puts a row in place without reporting it. */
  protected store(row: Row): void {
    this.rows.set(this.keyOf(row), row);
  }

  protected discard(key: string): boolean {
    return this.rows.delete(key);
  }
}
