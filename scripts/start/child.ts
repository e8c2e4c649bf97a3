import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Lifecycle } from "../setup/lifecycle.mjs";
import { PROJECT } from "../setup/project.mjs";

export interface ChildToStart {
  /** As people read it: "The web server". */
  name: string;
  /** Arguments of Node.js. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** A number is the descriptor of an open file. */
  stdout: "pipe" | "inherit" | number;
  /** How long it may take to stop, in milliseconds, before it is killed. */
  deadlineMs: number;
}

/**
 * Starts a Node.js program that lives as long as we do: it is stopped with us, its unexpected end is ours, and its
 * IPC channel breaks when we are killed, which tells it to end.
 */
export function startChild(lifecycle: Lifecycle, options: ChildToStart): ChildProcess {
  const stdio: StdioOptions = ["ignore", options.stdout, "inherit", "ipc"];
  const child = spawn(process.execPath, options.args, {
    cwd: PROJECT,
    env: options.env,
    stdio,
    // A process group of its own: Ctrl-C in the terminal reaches us only, and we stop things in their order.
    detached: true,
  });
  watch(lifecycle, options.name, child);
  lifecycle.onStop(() => stopChild(child, options.deadlineMs, lifecycle.hurry));
  return child;
}

/** Makes the unexpected end of a part the end of the whole. */
export function watch(lifecycle: Lifecycle, name: string, child: ChildProcess): void {
  child.once("error", (error) => void lifecycle.stop(1, `${name} could not be started: ${error.message}`));
  child.once("exit", (code, signal) => {
    void lifecycle.stop(1, `${name} ended unexpectedly (${signal ?? `code ${code}`}). Stopping everything.`);
  });
}

async function stopChild(child: ChildProcess, deadlineMs: number, hurry: AbortSignal): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const waited = sleep(deadlineMs, undefined, { signal: hurry, ref: false }).catch(() => undefined);
  await Promise.race([ended, waited]);
  if (hasEnded(child)) return;
  // The whole group, as a development server has children of its own.
  process.kill(-child.pid, "SIGKILL");
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
