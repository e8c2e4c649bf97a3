import pg from "pg";
import { env } from "@/lib/env";

const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5_000;

/**
 * Listens on a channel with a connection of its own for as long as the process lives, whatever happens to the database.
 * `onWake` is called for every notification and after every (re)connection, since some may have been missed before it.
 */
export function listen(channel: string, onWake: () => void, onTrouble: (error: Error) => void): void {
  let retryMs = FIRST_RETRY_MS;
  const connect = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    let isOver = false;
    const reconnect = (error: Error): void => {
      if (isOver) return;
      isOver = true;
      onTrouble(error);
      client.end().catch(() => undefined);
      setTimeout(() => void connect(), retryMs);
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
    };
    client.on("error", reconnect);
    client.on("end", () => reconnect(new Error("The connection ended")));
    client.on("notification", onWake);
    try {
      await client.connect();
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      retryMs = FIRST_RETRY_MS;
      onWake();
    } catch (error) {
      reconnect(error instanceof Error ? error : new Error(String(error)));
    }
  };
  void connect();
}
