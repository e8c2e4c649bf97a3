import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it, vi } from "vitest";
import { sendMessage } from "@/lib/inbox/send-message";
import { openDesk, query } from "./harness/desk";
import { addPerson } from "./harness/people";

const { sandbox } = await openDesk(
  { world: "bulk", bulk: { conversations: 120, messages: 6_000 }, latencyMs: 20 },
  { isSynchronised: false },
);
const leo = await addPerson();
const workers: ChildProcess[] = [];

afterEach(async () => {
  for (const worker of workers.splice(0)) await kill(worker);
});

it("goes on after kill -9 in the middle of the first synchronisation and of a send: nothing lost, nothing doubled", async () => {
  await until("it is in the middle", async () => (await synchronised()) > 1_000, startWorker);
  await killAll();
  const before = await synchronised();
  expect(before).toBeLessThan(6_000);

  await until("it is through", async () => (await phase()) === "done", startWorker);
  const { messages } = await sandbox.state();
  expect(await count("SELECT count(*)::int AS count FROM messages")).toBe(messages.length);
  expect(await count("SELECT count(DISTINCT provider_message_id)::int AS count FROM messages")).toBe(
    messages.length,
  );

  const conversationId = await someConversation();
  // The provider takes its time, and accepts the text after whoever sent it is dead.
  await sandbox.fault({ match: { method: "POST", path: "^/messages$" }, kind: "delay", delayMs: 2_000 });
  const { message } = await sendMessage(leo, conversationId, {
    clientId: crypto.randomUUID(),
    text: "Killed on the way",
  });
  await until("the text is on its way", async () => (await sandbox.pendingFaults()) === 0);
  expect(await statusOf(message.id)).toBe("sending");
  await killAll();

  await until("the text is settled", async () => (await statusOf(message.id)) === "sent", startWorker);
  const sent = (await sandbox.state()).messages.filter((one) => one.message === "Killed on the way");
  expect(sent).toHaveLength(1);
  expect(await count("SELECT count(*)::int AS count FROM messages WHERE text = 'Killed on the way'")).toBe(1);
}, 120_000);

/** The worker as `npm run worker` runs it, in a process of its own. */
function startWorker(): void {
  const script = fileURLToPath(new URL("../../scripts/worker.ts", import.meta.url));
  workers.push(
    spawn(process.execPath, ["--import", "tsx", script], {
      env: { ...process.env, LOG_LEVEL: "error" },
      stdio: ["ignore", "ignore", "inherit"],
    }),
  );
}

async function killAll(): Promise<void> {
  for (const worker of workers.splice(0)) await kill(worker);
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exited = once(worker, "exit");
  worker.kill("SIGKILL");
  await exited;
}

/** Waits, as long as the test may take, for something a worker brings about. */
async function until(
  what: string,
  isSo: () => Promise<boolean>,
  start: () => void = () => undefined,
): Promise<void> {
  start();
  await vi.waitFor(async () => expect(await isSo(), what).toBe(true), { timeout: 60_000, interval: 50 });
}

async function count(sql: string): Promise<number> {
  return (await query<{ count: number }>(sql))[0]?.count ?? Number.NaN;
}

async function synchronised(): Promise<number> {
  return count("SELECT backfill_done AS count FROM accounts");
}

async function phase(): Promise<string | undefined> {
  return (await query<{ phase: string }>("SELECT backfill_phase AS phase FROM accounts"))[0]?.phase;
}

async function statusOf(id: string): Promise<string | undefined> {
  return (await query<{ status: string }>("SELECT status::text FROM messages WHERE id = $1", [id]))[0]
    ?.status;
}

async function someConversation(): Promise<string> {
  const [row] = await query<{ id: string }>(
    `SELECT c.id::text FROM conversations c JOIN contacts k ON k.id = c.contact_id
     WHERE NOT k.opted_out ORDER BY c.last_message_at DESC LIMIT 1`,
  );
  if (!row) throw new Error("There is no conversation");
  return row.id;
}
