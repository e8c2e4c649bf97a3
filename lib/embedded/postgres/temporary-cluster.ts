import { randomBytes } from "node:crypto";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { postgresBinaries } from "./binaries";
import { createCluster } from "./create-cluster";
import { serverUser } from "./server-user";
import { startCluster, type RunningCluster } from "./start-cluster";

/** A Postgres of one's own in the system's temporary folder; `stop()` also removes its files. */
export async function startTemporaryCluster(): Promise<RunningCluster> {
  const user = await serverUser();
  const home = await mkdtemp(path.join(tmpdir(), "replydesk-postgres-"));
  if (user) await chown(home, user.uid, user.gid);
  const binaries = await postgresBinaries(user);
  const cluster = {
    folder: path.join(home, "postgres"),
    binaries,
    user,
    password: randomBytes(18).toString("base64url"),
    durable: false,
  };
  try {
    await createCluster(cluster);
    const running = await startCluster(cluster);
    return {
      ...running,
      stop: () => running.stop().finally(() => rm(home, { recursive: true, force: true })),
    };
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}
