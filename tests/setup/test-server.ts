import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";
import { inProject } from "../../scripts/setup/project.mjs";

const READY = /^Replydesk is ready at (\S+)$/;
const notesSchema = z.object({ controlUrl: z.url() });

/** The whole product, started the way people start it, on data of its own. */
export interface TestServer {
  url: string;
  dataFolder: string;
  stop(): Promise<void>;
}

export interface TestDemo extends TestServer {
  /** The sandbox's control endpoint: scripts inbound texts and faults. */
  controlUrl: string;
}

/** Whatever the person's own environment or `.env` says must not reach the tests; empty counts as unset. */
const UNSET = Object.fromEntries(
  [
    "DATABASE_URL",
    "NEXTAUTH_URL",
    "NEXTAUTH_SECRET",
    "ENCRYPTION_KEY",
    "PUBLIC_URL",
    "ADMIN_EMAIL",
    "ADMIN_PASSWORD",
    "EZTEXTING_BASE_URL",
    "EZTEXTING_USERNAME",
    "EZTEXTING_PASSWORD",
    "EZTEXTING_APP_KEY",
    "EZTEXTING_APP_SECRET",
    "EZTEXTING_LEGACY_BASE_URL",
    "EZTEXTING_LEGACY_USERNAME",
    "EZTEXTING_LEGACY_PASSWORD",
    "TEXTIT_BASE_URL",
    "TEXTIT_TOKEN",
    "HOST",
    "WORKER",
  ].map((name) => [name, ""]),
);

/** Starts a demo whose customers keep quiet until a test makes them text. Settles when it serves. */
export async function startTestDemo(): Promise<TestDemo> {
  const server = await startTestServer("demo", { REPLYDESK_SANDBOX_ARGS: "--world fernhill" });
  try {
    const notes = await readFile(path.join(server.dataFolder, "running.json"), "utf8");
    return { ...server, ...notesSchema.parse(JSON.parse(notes)) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Starts the product with nothing but these variables set. Settles when it serves.
 * @param name tells its folder and its log from those of others
 */
export async function startTestServer(
  name: string,
  environment: Record<string, string>,
): Promise<TestServer> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), `replydesk-${name}-`));
  // Postgres may have to run as another user, who must be able to pass through.
  await chmod(dataFolder, 0o711);
  const child = spawn(process.execPath, [inProject("scripts", "start.mjs")], {
    env: { ...process.env, ...UNSET, PORT: "0", REPLYDESK_DATA_DIR: dataFolder, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    await end(child);
    await keepLog(name, dataFolder);
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    return { url: await readyUrl(child), dataFolder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readyUrl(child: ChildProcess & { stdout: Readable }): Promise<string> {
  const printed: string[] = [];
  // The lines are read to the end, not only up to the one that matters: nobody else empties the pipe.
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const url = READY.exec(line)?.[1];
      if (url === undefined) printed.push(line);
      else resolve(url);
    });
    lines.on("close", () => {
      reject(new Error(`The server for the tests did not start:\n${printed.join("\n")}`));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** What the server logged helps with a failed test, so it stays beside the traces. */
async function keepLog(name: string, dataFolder: string): Promise<void> {
  await mkdir(inProject("test-results"), { recursive: true });
  const log = path.join(dataFolder, "web-server.log");
  await copyFile(log, inProject("test-results", `${name}-web-server.log`)).catch(() => undefined);
}
