import { spawn } from "node:child_process";
import path from "node:path";

const GRACE_SECONDS = 20;

/**
 * Waits for the end of our side of a pipe, which comes however we end; then gives others that use the database, and
 * notice by themselves, time to finish, and stops it unless its lock file says that it is another process by now.
 */
const WATCH_SCRIPT = 'read -r _; sleep "$3"; [ "$(head -n 1 "$2")" = "$1" ] && kill -INT "$1"';

/**
 * Postgres has no way of noticing that the program it was started for is gone. A tiny shell does it: after a `kill
 * -9` of this process it stops the Postgres `pid` of the database `folder` in order. Returns how to call it off.
 */
export function stopAfterUs(folder: string, pid: number): () => void {
  const lockFile = path.join(folder, "postmaster.pid");
  const watcher = spawn("sh", ["-c", WATCH_SCRIPT, "sh", String(pid), lockFile, String(GRACE_SECONDS)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // Without a shell there is no such service; the next start deals with what is left as well.
  watcher.on("error", () => undefined);
  watcher.unref();
  return () => void watcher.kill("SIGKILL");
}
