import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What a world was made from; kept so that it stays the same world. `anchor` in ms since 1970. */
export const headerSchema = z.object({
  version: z.literal(1),
  world: z.string(),
  seed: z.number(),
  anchor: z.number(),
  port: z.number(),
});
export type Header = z.output<typeof headerSchema>;

/** One row as it is now; `row` null: removed. */
export type Entry = [collection: string, key: string, row: unknown];

const entrySchema = z.tuple([z.string(), z.string(), z.unknown()]);
const COMPACT_AFTER_BYTES = 8 * 1024 * 1024;

/**
 * A file of JSON lines: a header, then one line a changed row, the last one of a key being true.
 * Every change is written before the request that made it is answered, so that a killed process
 * loses nothing it has promised; a last line cut short by the kill is dropped on the next start.
 */
export class Journal {
  private readonly file: string;
  private descriptor: number | undefined;
  private appendedBytes = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, "sandbox.jsonl");
  }

  /** What earlier processes left here; undefined when nothing (readable) did. */
  read(): { header: Header; entries: Entry[] } | undefined {
    if (!existsSync(this.file)) return undefined;
    const text = readFileSync(this.file, "utf8");
    // Without its newline a line may be only the beginning of one.
    const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
    const [first = "", ...rest] = lines;
    const header = headerSchema.safeParse(parseLine(first));
    if (!header.success) return undefined;
    const entries: Entry[] = [];
    for (const line of rest) {
      const entry = entrySchema.safeParse(parseLine(line));
      if (entry.success) entries.push(entry.data);
    }
    return { header: header.data, entries };
  }

  /** Replaces the file with this state, in one step, and keeps it open for appending. */
  rewrite(header: Header, entries: Iterable<Entry>): void {
    this.close();
    const draft = `${this.file}.new`;
    const descriptor = openSync(draft, "w");
    writeAll(descriptor, `${JSON.stringify(header)}\n`);
    let block = "";
    for (const entry of entries) {
      block += `${JSON.stringify(entry)}\n`;
      if (block.length < 1 << 20) continue;
      writeAll(descriptor, block);
      block = "";
    }
    writeAll(descriptor, block);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(draft, this.file);
    this.descriptor = openSync(this.file, "a");
    this.appendedBytes = 0;
  }

  /** Writes one change. Nothing happens before the first `rewrite`. */
  append(entry: Entry): void {
    if (this.descriptor === undefined) return;
    this.appendedBytes += writeAll(this.descriptor, `${JSON.stringify(entry)}\n`);
  }

  /** True when so much was appended that a `rewrite` is worth its time. */
  wantsCompaction(): boolean {
    return this.appendedBytes > COMPACT_AFTER_BYTES;
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function writeAll(descriptor: number, text: string): number {
  const bytes = Buffer.from(text, "utf8");
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
  return bytes.length;
}
