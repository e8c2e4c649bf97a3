import { chmod, mkdir, mkdtemp, readFile, realpath, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isReachableBy } from "./reachable";
import type { ServerUser } from "./server-user";
import { SYSTEM_FOLDER } from "./system-folder";

const POINTER_FILE = "postgres-location.json";
const pointerSchema = z.object({ dataFolder: z.string(), clusterFolder: z.string() });

/**
 * Where the database files of `dataFolder` live: inside it, or, when the Postgres user may not enter it, in a folder
 * of its own under the system's data with a pointer left behind. The returned folder's parent exists.
 */
export async function clusterFolder(dataFolder: string, user: ServerUser | undefined): Promise<string> {
  const home = await realpath(dataFolder);
  const pointer = await readPointer(home);
  if (pointer) return pointer;
  if (!user || (await isReachableBy(user, home))) return path.join(home, "postgres");
  return createPointer(home);
}

async function readPointer(home: string): Promise<string | undefined> {
  const file = path.join(home, POINTER_FILE);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const pointer = pointerSchema.parse(JSON.parse(text));
  if (pointer.dataFolder !== home) {
    // Moved or copied: two data folders sharing one database would be worse than a question.
    throw new Error(
      `${home} was copied or moved from ${pointer.dataFolder}, and its database is kept in ${pointer.clusterFolder}. ` +
        `If it was moved, put the new path into "dataFolder" of ${file}. ` +
        "If it is a copy, delete that file: the copy then begins with an empty database.",
    );
  }
  return pointer.clusterFolder;
}

async function createPointer(home: string): Promise<string> {
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  // A new place every time: a data folder that was deleted must not find its old database again.
  const parent = await mkdtemp(path.join(SYSTEM_FOLDER, "data-"));
  await chmod(parent, 0o755);
  const pointer = { dataFolder: home, clusterFolder: path.join(parent, "postgres") };
  await writeFile(path.join(home, POINTER_FILE), `${JSON.stringify(pointer, null, 2)}\n`);
  return pointer.clusterFolder;
}
