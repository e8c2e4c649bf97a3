import { spawn } from "node:child_process";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { PostgresBinaries } from "./binaries";
import type { ServerUser } from "./server-user";

/** The one database user; it owns everything in the embedded cluster. */
export const DATABASE_USER = "replydesk";

/** Collation is Postgres's own; only pg_trgm still asks the operating system which characters are letters. */
const CHARACTER_TYPES = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";

export interface NewCluster {
  folder: string;
  binaries: PostgresBinaries;
  user: ServerUser | undefined;
  password: string;
  /** False for databases nobody will miss: skips waiting for the disk. */
  durable: boolean;
}

/** Whether a database lies in `folder`. Throws when it is of another Postgres version than the installed one. */
export async function clusterExists(folder: string, binaries: PostgresBinaries): Promise<boolean> {
  const text = await readFile(path.join(folder, "PG_VERSION"), "utf8").catch(() => undefined);
  if (text === undefined) return false;
  if (text.trim() === binaries.majorVersion) return true;
  throw new Error(
    `The database in ${folder} belongs to Postgres ${text.trim()}, but Postgres ${binaries.majorVersion} is installed. ` +
      "Use the version of Replydesk it was made with, or move the folder away to begin with an empty database.",
  );
}

/**
 * Makes an empty database in `folder`, complete or not at all: it is prepared under another name, so that a crash
 * leaves nothing half made. Text sorts by Unicode code point, the same on every operating system.
 */
export async function createCluster(cluster: NewCluster): Promise<void> {
  const { folder, user } = cluster;
  const unfinished = `${folder}.unfinished`;
  await removeUnfinished(unfinished);
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(unfinished, "password");
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  const files = path.join(unfinished, "files");
  await mkdir(files, { mode: 0o700 });
  if (user) await giveTo(user, [unfinished, passwordFile, files]);
  await runInitdb(cluster, files, passwordFile);
  await rename(files, folder);
  await removeUnfinished(unfinished);
}

async function removeUnfinished(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

async function giveTo(user: ServerUser, paths: string[]): Promise<void> {
  for (const item of paths) await chown(item, user.uid, user.gid);
}

async function runInitdb(cluster: NewCluster, files: string, passwordFile: string): Promise<void> {
  const child = spawn(
    cluster.binaries.initdb,
    [
      `--pgdata=${files}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      `--lc-ctype=${CHARACTER_TYPES}`,
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(cluster.durable ? [] : ["--no-sync"]),
    ],
    { ...runAs(cluster.user), cwd: path.dirname(files), stdio: ["ignore", "pipe", "pipe"] },
  );
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0)
    throw new Error(`Postgres could not make its database:\n${Buffer.concat(output).toString()}`);
}

/**
 * How Postgres processes are spawned: as the given user, and with an environment of their own, as PG… and LC_…
 * variables of the person's shell would change what they do.
 */
export function runAs(user: ServerUser | undefined): { uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
  return user ? { uid: user.uid, gid: user.gid, env } : { env };
}
