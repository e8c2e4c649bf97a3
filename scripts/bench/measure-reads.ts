import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

const readsSchema = z.record(z.string(), z.number());
/** Median milliseconds of each read, by its name. */
export type Reads = z.infer<typeof readsSchema>;

/** Measures in a process of its own: one database a process, and nothing warmed by the other one. */
export async function measureReads(databaseUrl: string): Promise<Reads> {
  const child = fork(new URL("time-reads.ts", import.meta.url), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    execArgv: ["--import", "tsx"],
  });
  const message = await Promise.race([
    once(child, "message").then((args: unknown[]) => args[0]),
    once(child, "exit").then((args: unknown[]) => {
      throw new Error(`Measuring ended with ${String(args[0])}`);
    }),
  ]);
  return readsSchema.parse(message);
}
