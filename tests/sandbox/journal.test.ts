import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { Journal } from "@/lib/embedded/sandbox/journal";
import { ALICE, DOWNTOWN, stateSchema, testSandbox } from "./sandbox-client";

let stateDir = "";
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "sandbox-"));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

test("everything survives a restart, on the same port", async () => {
  const first = await testSandbox({ stateDir });
  await first.inbound(ALICE, "Look", { picture: "hub" });
  await first.send(ALICE, "Thanks!");
  await first.call("POST", `/conversations/conversation/${DOWNTOWN}/${ALICE}/archive`);
  await first.call("POST", "/contacts", { phoneNumber: ALICE, firstName: "Alice" });
  await first.control("POST", "/clock", { advanceMs: 86_400_000 });
  await first.control("POST", "/password", { password: "changed" });
  const before = await first.state();
  await first.close();
  const second = await testSandbox({ stateDir, credentials: first.credentials });
  const after = await second.state();
  expect(second.baseUrl).toBe(first.baseUrl);
  expect({ ...after, now: "" }).toEqual({ ...before, now: "" });
  expect((await second.call("GET", "/credits")).status).toBe(401);
  const next = await second.inbound(ALICE, "Me again");
  expect(before.messages.map((row) => row.id)).not.toContain(next.id);
  expect(Date.parse(next.sentAt)).toBeGreaterThan(Date.now() + 86_000_000);
});

test("a world stays the one of its first start", async () => {
  const first = await testSandbox({
    stateDir,
    world: "fernhill",
    seed: 3,
    anchor: Date.parse("2026-03-02T18:00:00Z"),
  });
  const before = await first.state();
  await first.close();
  const second = await testSandbox({ stateDir, world: "fernhill", seed: 4 });
  const after = await second.state();
  expect(after.messages).toEqual(before.messages);
  expect(after.conversations).toEqual(before.conversations);
});

test("a last line that was cut short is forgotten, the rest is kept", async () => {
  const first = await testSandbox({ stateDir });
  await first.inbound(ALICE, "kept");
  await first.close();
  appendFileSync(join(stateDir, "sandbox.jsonl"), '["messages","309112999003",{"id":"3091129');
  const second = await testSandbox({ stateDir });
  expect((await second.messages()).map((row) => row.message)).toEqual(["kept"]);
  await second.inbound(ALICE, "and goes on");
  await second.close();
  const third = await testSandbox({ stateDir });
  expect((await third.messages()).map((row) => row.message)).toEqual(["kept", "and goes on"]);
});

test("a long journal wants compaction, and a rewrite keeps one line a row", () => {
  const journal = new Journal(stateDir);
  const header = { version: 1, world: "empty", seed: 1, anchor: 0, port: 0 } as const;
  journal.rewrite(header, []);
  const big = "x".repeat(1 << 20);
  for (let turn = 0; turn < 9; turn++) journal.append(["contacts", "one", { big, turn }]);
  expect(journal.wantsCompaction()).toBe(true);
  journal.rewrite(header, [["contacts", "one", { turn: 8 }]]);
  journal.append(["contacts", "two", null]);
  journal.close();
  expect(statSync(join(stateDir, "sandbox.jsonl")).size).toBeLessThan(200);
  expect(new Journal(stateDir).read()?.entries).toEqual([
    ["contacts", "one", { turn: 8 }],
    ["contacts", "two", null],
  ]);
});

test("what was answered survives kill -9, and the process ends with its parent", async () => {
  const killed = await startProcess();
  const sent = await post(killed.address.listening, "/messages", { toNumbers: [ALICE], message: "Hi" });
  expect(sent.status).toBe(201);
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  expect(readFileSync(join(stateDir, "sandbox.jsonl"), "utf8")).toContain('"Hi"');

  const orphan = await startProcess();
  const state = stateSchema.parse(await (await fetch(`${orphan.address.control}/state`)).json());
  expect(state.sends).toHaveLength(1);
  orphan.child.disconnect();
  await once(orphan.child, "exit");
  expect(orphan.child.exitCode).toBe(0);
}, 20_000);

async function startProcess() {
  const args = [
    "--import",
    "tsx",
    "lib/embedded/sandbox/main.ts",
    "--world",
    "empty",
    "--state-dir",
    stateDir,
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  const [line] = z
    .tuple([z.string()])
    .parse(await once(createInterface({ input: child.stdout ?? process.stdin }), "line"));
  const address = z.object({ listening: z.string(), control: z.string() }).parse(JSON.parse(line));
  return { child, address };
}

function post(baseUrl: string, path: string, body: unknown): Promise<Response> {
  const headers = {
    Authorization: `Basic ${btoa("ops@fernhill.example:fernhill")}`,
    "Content-Type": "application/json",
  };
  return fetch(`${baseUrl}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}
