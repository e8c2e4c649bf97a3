import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/generated/prisma/client";
import { env } from "@/lib/env";

export type Transaction = Prisma.TransactionClient;

type Connections = { pool: pg.Pool; prisma: PrismaClient };

declare global {
  /** Survives the module being loaded twice (bundles of one server, hot reloading). */
  var replydeskConnections: Connections | undefined;
}

function connections(): Connections {
  globalThis.replydeskConnections ??= connect(env().DATABASE_URL);
  return globalThis.replydeskConnections;
}

function connect(connectionString: string): Connections {
  const pool = new pg.Pool({ connectionString, max: 20, idleTimeoutMillis: 30_000 });
  // A connection that breaks (database restarted) fails its own query and is replaced; without listeners it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/** The Prisma client. Only modules of `lib/db` call this. */
export function database(): PrismaClient {
  return connections().prisma;
}

/** The pool behind it, for what needs a plain connection: the job queue and LISTEN. */
export function databasePool(): pg.Pool {
  return connections().pool;
}

export async function closeDatabase(): Promise<void> {
  const open = globalThis.replydeskConnections;
  globalThis.replydeskConnections = undefined;
  if (!open) return;
  await open.prisma.$disconnect();
  await open.pool.end();
}

/** Whether the database answers. */
export async function isDatabaseUp(): Promise<boolean> {
  try {
    await database().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

/** What a unit of work changed, told as it goes along and announced when it commits. */
export class Changes {
  readonly #conversations = new Set<string>();

  conversation(id: string): void {
    this.#conversations.add(id);
  }

  get conversationIds(): string[] {
    return [...this.#conversations].sort();
  }
}

/** Raw queries bring Postgres's own words, others Prisma's. */
const RETRYABLE = /deadlock|could not serialize|write conflict|40P01|40001/;
const ATTEMPTS = 4;

/**
 * Runs `work` in one transaction and, as its last step, gives every changed conversation its place in the
 * database-wide order and wakes the live updates. Started again when the database picks it as a deadlock's victim,
 * so `work` must not have effects outside the database.
 */
export async function inTransaction<Result>(
  work: (tx: Transaction, changes: Changes) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database().$transaction(
        async (tx) => {
          const changes = new Changes();
          const result = await work(tx, changes);
          const ids = changes.conversationIds;
          if (ids.length > 0) await tx.$executeRaw`SELECT publish_conversations(${ids}::uuid[])`;
          return result;
        },
        { timeout: 30_000, maxWait: 15_000 },
      );
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error) || !RETRYABLE.test(error.message)) throw error;
    }
  }
}
