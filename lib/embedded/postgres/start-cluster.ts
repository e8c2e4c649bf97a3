import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "../free-port";
import type { PostgresBinaries } from "./binaries";
import { DATABASE_USER, runAs } from "./create-cluster";
import { clearLeftovers, stopPostmaster } from "./postmaster";
import type { ServerUser } from "./server-user";
import { stopAfterUs } from "./stop-after-us";

const START_DEADLINE_MS = 60_000;
const POLL_MS = 25;
const PORT_ATTEMPTS = 3;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  work_mem: "8MB",
  random_page_cost: "1.1",
  // Compiling a query takes longer than any of ours runs.
  jit: "off",
  // Nobody replicates an embedded database.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "512MB",
  timezone: "UTC",
  log_timezone: "UTC",
  // One file a weekday, begun afresh a week later.
  logging_collector: "on",
  log_filename: "postgres-%a.log",
  log_rotation_age: "1d",
  log_rotation_size: "0",
  log_truncate_on_rotation: "on",
};

const THROW_AWAY_SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

export interface ClusterToStart {
  folder: string;
  binaries: PostgresBinaries;
  user: ServerUser | undefined;
  password: string;
  /** False for databases nobody will miss: nothing waits for the disk. */
  durable: boolean;
}

/** A running Postgres on loopback; it doesn't outlive us for long even when we are killed. */
export interface RunningCluster {
  /** Where its files are. */
  folder: string;
  process: ChildProcess;
  pid: number;
  port: number;
  /** The connection string of one of its databases. */
  url(database: string): string;
  stop(): Promise<void>;
}

/**
 * Starts Postgres on the database in `folder` and resolves when it answers. Leftovers of an earlier run that died
 * are cleared away first; the caller makes sure that no living one is in charge of the folder.
 */
export async function startCluster(cluster: ClusterToStart): Promise<RunningCluster> {
  await clearLeftovers(cluster.folder);
  for (let attempt = 1; ; attempt++) {
    const started = await tryToStart(cluster, await freePort());
    if ("running" in started) return started.running;
    const mayHelp = /Address already in use|pre-existing shared memory/i.test(started.failure);
    if (!mayHelp || attempt === PORT_ATTEMPTS) throw new Error(`Postgres did not start:\n${started.failure}`);
    await sleep(1_000);
  }
}

async function tryToStart(
  cluster: ClusterToStart,
  port: number,
): Promise<{ running: RunningCluster } | { failure: string }> {
  const startLog = `${cluster.folder}.start.log`;
  const child = spawnPostgres(cluster, port, startLog);
  const url = (database: string) =>
    `postgresql://${DATABASE_USER}:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;
  const problem = await waitUntilItAnswers(child, url("postgres"));
  const { pid } = child;
  if (problem === undefined && pid !== undefined) {
    const { folder } = cluster;
    const callOff = stopAfterUs(folder, pid);
    const stop = () => stopPostmaster(folder, pid).finally(callOff);
    return { running: { folder, process: child, pid, port, url, stop } };
  }
  child.kill("SIGQUIT");
  return { failure: `${problem}\n${await readFile(startLog, "utf8").catch(() => "")}` };
}

function spawnPostgres(cluster: ClusterToStart, port: number, log: string): ChildProcess {
  const settings = cluster.durable ? SETTINGS : { ...SETTINGS, ...THROW_AWAY_SETTINGS };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // A file instead of a pipe: what Postgres says must not depend on us being there to read it.
  const output = openSync(log, "w", 0o600);
  const child = spawn(cluster.binaries.postgres, ["-D", cluster.folder, "-p", String(port), ...flags], {
    ...runAs(cluster.user),
    cwd: path.dirname(cluster.folder),
    stdio: ["ignore", output, output],
    // Out of reach of the terminal's Ctrl-C, which would stop it before the server that still writes to it.
    detached: true,
  });
  closeSync(output);
  return child;
}

/** Resolves to undefined when it answers, else to what is wrong. */
async function waitUntilItAnswers(child: ChildProcess, url: string): Promise<string | undefined> {
  let ended: string | undefined;
  child.once("error", (error) => (ended = error.message));
  child.once("exit", (code, signal) => (ended = `It ended with ${signal ?? `code ${code}`}.`));
  for (const deadline = Date.now() + START_DEADLINE_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    if (ended !== undefined) return ended;
    const answer = await ping(url);
    if (answer === true) return undefined;
    if (answer === "wrong-password") return "The password kept in the data folder is not the database's.";
  }
  return `It did not answer within ${START_DEADLINE_MS / 1000} s.`;
}

async function ping(url: string): Promise<boolean | "wrong-password"> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "28P01" ? "wrong-password" : false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
