import { randomInt } from "node:crypto";
import type { Pool } from "pg";
import pg from "pg";
import { env } from "@/lib/env";
import { database } from "./database";

/** The advisory locks that say "this worker process lives". */
const LOCK_CLASS = 7132;
/** A worker registers as it starts; a lock by one that isn't registered after this time is a dead one's. */
const UNREGISTERED_AFTER = "1 minute";

export type WorkerPresence = {
  register(workerId: string): Promise<void>;
  end(): Promise<void>;
};

/**
 * A session whose advisory lock says that this process lives. When the process dies, however suddenly, Postgres
 * drops the lock with the session, and the jobs it held are known to be free.
 * @param onLost the session broke while the process lives: it must stop working, its jobs may be taken over
 */
export async function announceWorker(onLost: () => void): Promise<WorkerPresence> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
  let isEnding = false;
  const lost = (): void => {
    // A broken session says so several times; it is lost once.
    if (isEnding) return;
    isEnding = true;
    onLost();
  };
  client.on("error", lost);
  client.on("end", lost);
  await client.connect();
  const lockKey = randomInt(1, 2 ** 31 - 1);
  await client.query("SELECT pg_advisory_lock($1, $2)", [LOCK_CLASS, lockKey]);
  return {
    async register(workerId) {
      await database().workerProcess.upsert({
        where: { workerId },
        create: { workerId, lockKey },
        update: { lockKey },
      });
    },
    async end() {
      // Its row stays until its jobs are free, which need its name: a worker may end with jobs in hand.
      isEnding = true;
      await client.end();
    },
  };
}

/** Gives back the jobs of workers that died with them in hand. Safe at any time, from any process. */
export async function freeJobsOfDeadWorkers(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ workerId: string }>(
    `SELECT DISTINCT j.locked_by AS "workerId" FROM graphile_worker._private_jobs j
     LEFT JOIN worker_processes w ON w.worker_id = j.locked_by
     WHERE j.locked_by IS NOT NULL AND CASE
       WHEN w.worker_id IS NULL THEN j.locked_at < now() - interval '${UNREGISTERED_AFTER}'
       ELSE NOT EXISTS (SELECT 1 FROM pg_locks l
         WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = w.lock_key AND l.objsubid = 2 AND l.granted)
     END`,
    [LOCK_CLASS],
  );
  const dead = rows.map((row) => row.workerId);
  if (dead.length > 0) await pool.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [dead]);
  await pool.query(
    `DELETE FROM worker_processes w WHERE NOT EXISTS (SELECT 1 FROM pg_locks l
       WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = w.lock_key AND l.objsubid = 2 AND l.granted)
     AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs j WHERE j.locked_by = w.worker_id)`,
    [LOCK_CLASS],
  );
  return dead.length;
}

/** Whether any process works on the jobs of this database. */
export async function isWorkerAlive(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ alive: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM pg_locks
      WHERE locktype = 'advisory' AND classid = ${LOCK_CLASS}::int::oid AND objsubid = 2 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS alive`;
  return row?.alive ?? false;
}

/** How many jobs wait or run, by name, and how many of them failed at least once: an attempt counts from its start. */
export async function countJobs(): Promise<{ name: string; waiting: number; failing: number }[]> {
  return database().$queryRaw`
    SELECT task_identifier AS name, count(*)::int AS waiting,
      count(*) FILTER (WHERE attempts > CASE WHEN locked_at IS NULL THEN 0 ELSE 1 END)::int AS failing
    FROM graphile_worker.jobs GROUP BY 1 ORDER BY 1`;
}

/** For how many seconds the oldest job of a name could have run already and hasn't begun. Names without any are left out. */
export async function listOldestDueJobs(): Promise<{ name: string; seconds: number }[]> {
  return database().$queryRaw`
    SELECT task_identifier AS name, extract(epoch FROM now() - min(run_at))::float8 AS seconds
    FROM graphile_worker.jobs WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts
    GROUP BY 1 ORDER BY 1`;
}
