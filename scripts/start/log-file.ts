import { mkdirSync, openSync, renameSync, statSync } from "node:fs";
import path from "node:path";

const KEEP_BYTES = 10 * 1024 * 1024;

/**
 * Opens a log to append to (a file descriptor, for a child's output: unlike a pipe it stays writable when we are
 * killed). One that has grown large is put aside first, in place of the one put aside before.
 */
export function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > KEEP_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}
