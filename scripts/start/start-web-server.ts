import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { noteBuildUser } from "../setup/build-users.mjs";
import type { Lifecycle } from "../setup/lifecycle.mjs";
import { inProject } from "../setup/project.mjs";
import { startChild } from "./child";
import { openLog } from "./log-file";

const STOP_DEADLINE_MS = 15_000;
const READY_DEADLINE_MS = 120_000;
const POLL_MS = 100;

export interface WebServerToStart {
  host: string;
  port: number;
  env: NodeJS.ProcessEnv;
  /** The build to serve; undefined: the development server. */
  buildFolder: string | undefined;
  /** Where its log goes; undefined: to the terminal. What it prints as an error always shows there. */
  logFile: string | undefined;
}

/** Starts the web server for as long as we live; resolves to its process id when `/api/health` answers 200. */
export async function startWebServer(lifecycle: Lifecycle, server: WebServerToStart): Promise<number> {
  const { host, port, buildFolder, logFile } = server;
  const isDevelopment = buildFolder === undefined;
  const next = inProject("node_modules", "next", "dist", "bin", "next");
  const log = logFile === undefined ? undefined : openLog(logFile);
  const child = startChild(lifecycle, {
    name: "The web server",
    args: [next, isDevelopment ? "dev" : "start", "-H", host, "-p", String(port)],
    env: isDevelopment
      ? server.env
      : {
          ...server.env,
          REPLYDESK_DIST_DIR: buildFolder,
          // Next.js would exit at the first signal; the application finishes its jobs first (instrumentation.ts).
          NEXT_MANUAL_SIG_HANDLE: "true",
        },
    stdout: log ?? "inherit",
    deadlineMs: STOP_DEADLINE_MS,
  });
  if (log !== undefined) closeSync(log);
  if (child.pid === undefined) throw new Error("The web server could not be started.");
  if (!isDevelopment) noteBuildUser(buildFolder, child.pid);
  await waitUntilHealthy(lifecycle, `http://${reachableHost(host)}:${port}/api/health`);
  return child.pid;
}

/** Where a server that listens on `host` can be reached from this machine. */
export function reachableHost(host: string): string {
  if (host === "0.0.0.0" || host === "::" || host === "") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

async function waitUntilHealthy(lifecycle: Lifecycle, url: string): Promise<void> {
  let last = "no answer";
  for (const deadline = Date.now() + READY_DEADLINE_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    lifecycle.throwIfStopping();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(READY_DEADLINE_MS) });
      if (response.status === 200) return;
      last = `status ${response.status}: ${await response.text()}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Error(
    `The web server did not become healthy within ${READY_DEADLINE_MS / 1000} s (${last.slice(0, 500)}).`,
  );
}
