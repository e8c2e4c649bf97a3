import { Logger, runOnce, type TaskList } from "graphile-worker";
import pg from "pg";
import { closeDatabase, databasePool } from "@/lib/db/database";
import { taskList } from "@/lib/jobs/tasks";

/*
 * Delivers one queued text, as a worker does, in a process that names its steps from the moment it takes the job (the
 * first words of queries, requests, and the answers to requests, each with how many of the kind there were: "COMMIT 2"),
 * and kills itself with -9 before the one that KILL_BEFORE names. Prints the steps it takes.
 */
let isCounting = false;
const counts = new Map<string, number>();

function step(words: string): void {
  if (!isCounting) return;
  const [word = ""] = words.trim().split(/\s/);
  const count = (counts.get(word) ?? 0) + 1;
  counts.set(word, count);
  if (`${word} ${count}` === process.env.KILL_BEFORE) process.kill(process.pid, "SIGKILL");
  process.stdout.write(`${word} ${count}\n`);
}

const query: unknown = Reflect.get(pg.Client.prototype, "query");
if (typeof query !== "function") throw new Error("pg has no query");
Object.defineProperty(pg.Client.prototype, "query", {
  value(this: pg.Client, ...args: unknown[]): unknown {
    step(textOf(args[0]));
    return Reflect.apply(query, this, args);
  },
});

function textOf(given: unknown): string {
  if (typeof given === "string") return given;
  return typeof given === "object" && given !== null && "text" in given ? String(given.text) : "a query";
}

const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  step("request");
  const response = await fetch(input, init);
  step("answer");
  return response;
};

const deliver = taskList["deliver-message"];
const tasks: TaskList = {
  "deliver-message": async (payload, helpers) => {
    isCounting = true;
    await deliver?.(payload, helpers);
  },
};
await runOnce({
  pgPool: databasePool(),
  taskList: tasks,
  noHandleSignals: true,
  concurrency: 1,
  logger: new Logger(() => () => undefined),
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
});
isCounting = false;
await closeDatabase();
