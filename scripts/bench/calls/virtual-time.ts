import pg from "pg";

/**
 * Time that runs as always while something is going on, and is skipped while nothing is. Everything in this process
 * reads it (`Date`), and so does the database (`now()`), so that schedules of hours really happen, one after the other.
 */
export class VirtualTime {
  #offsetMs = 0;
  readonly #realNow = Date.now.bind(Date);
  #database: pg.Client | null = null;

  /** From here on `Date` tells virtual time. */
  install(): void {
    const now = () => this.now();
    const RealDate = Date;
    class VirtualDate extends RealDate {
      constructor(...parts: [] | [number | string | Date]) {
        if (parts.length === 0) super(now());
        else super(...parts);
      }
      static override now(): number {
        return now();
      }
    }
    Object.defineProperty(globalThis, "Date", { value: VirtualDate, configurable: true, writable: true });
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#realNow() + this.#offsetMs;
  }

  /**
   * Gives a database this time: a `now()` of its own that is found before Postgres'. Call `bindDefaults` once the tables
   * are there: their defaults are bound to the real one.
   */
  async joinDatabase(url: string): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    this.#database = client;
    // A sequence, because its value is read without a query of its own: queries ask for the time row by row.
    await client.query(`
      CREATE SCHEMA virtual;
      CREATE SEQUENCE virtual.ahead_ms MINVALUE 0;
      CREATE FUNCTION virtual.now() RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$ BEGIN
        RETURN pg_catalog.now() + pg_sequence_last_value('virtual.ahead_ms') * interval '1 millisecond';
      END $$;
      DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET search_path = public, virtual, pg_catalog', current_database());
      END $$`);
    await this.#tellDatabase();
  }

  async bindDefaults(): Promise<void> {
    await this.#database?.query(`
      DO $$ DECLARE c record; BEGIN
        FOR c IN SELECT table_schema, table_name, column_name FROM information_schema.columns
          WHERE table_schema IN ('public', 'graphile_worker')
            AND (column_default ILIKE 'CURRENT_TIMESTAMP%' OR column_default ILIKE '%now()%')
        LOOP
          EXECUTE format('ALTER TABLE %I.%I ALTER %I SET DEFAULT virtual.now()', c.table_schema, c.table_name, c.column_name);
        END LOOP;
      END $$`);
  }

  /** Skips to a moment, if it is still ahead. */
  async skipTo(at: number): Promise<void> {
    const aheadMs = at - this.now();
    if (aheadMs <= 0) return;
    // Whole milliseconds, so that the database is not a fraction of one behind.
    this.#offsetMs += Math.ceil(aheadMs);
    await this.#tellDatabase();
  }

  async #tellDatabase(): Promise<void> {
    await this.#database?.query("SELECT setval('virtual.ahead_ms', $1)", [this.#offsetMs]);
  }

  async leaveDatabase(): Promise<void> {
    await this.#database?.end();
    this.#database = null;
  }
}
