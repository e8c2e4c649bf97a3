import { describe, expect, it } from "vitest";
import { GET as healthRoute } from "@/app/api/health/route";
import { audit } from "@/lib/db/audit";
import { inTransaction } from "@/lib/db/database";
import { addJob } from "@/lib/db/jobs";
import { decrypt, encrypt } from "@/lib/db/encryption";
import { tokenStore } from "@/lib/db/provider-tokens";
import { announceWorker } from "@/lib/db/workers";
import { healthSchema } from "@/lib/domain/account";
import { archiveConversation } from "@/lib/inbox/archive-conversation";
import { openDesk, query } from "./harness/desk";
import { forgetJobs, waitingJobs } from "./harness/jobs";
import { addPerson } from "./harness/people";
import { addConversation } from "./harness/texts";

const { accountId, sandbox } = await openDesk();
const leo = await addPerson();

describe("encryption at rest", () => {
  it.each(["", "secret", "Grüße 🚲", "x".repeat(10_000)])("gives back what was put in (%#)", (text) => {
    expect(decrypt(encrypt(text))).toBe(text);
  });

  it("never writes the same twice, nor anything that can be read", () => {
    const [one, two] = [encrypt("the same secret"), encrypt("the same secret")];
    expect(Buffer.compare(one, two)).not.toBe(0);
    expect(Buffer.from(one).includes("secret")).toBe(false);
  });

  it("refuses bytes of which a single one was changed, or that were cut", () => {
    const bytes = encrypt("secret");
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => decrypt(changed)).toThrow();
    }
    for (const length of [0, 11, 12, 16, 27, bytes.length - 1]) {
      expect(() => decrypt(bytes.subarray(0, length))).toThrow();
    }
  });

  it("holds for an account's credentials and secrets: no column shows them", async () => {
    await tokenStore(accountId).renew(null, async () => ({
      accessToken: "access-token-in-clear",
      refreshToken: null,
      expiresAt: new Date(),
    }));
    const rows = await query("SELECT * FROM accounts");
    const text = rows.map((row) => Object.values(row).map(readable).join(" ")).join(" ");
    expect(text).not.toContain(sandbox.credentials.password);
    expect(text).not.toContain("access-token-in-clear");
    expect(await tokenStore(accountId).read()).toMatchObject({ accessToken: "access-token-in-clear" });
  });
});

describe("an account's tokens", () => {
  it("are renewed by one of many who find them stale", async () => {
    const store = tokenStore(accountId);
    const stale = (await store.read())?.accessToken ?? null;
    let renewals = 0;
    const renewed = await Promise.all(
      Array.from({ length: 6 }, () =>
        store.renew(stale, async () => {
          renewals += 1;
          return { accessToken: `renewed ${renewals}`, refreshToken: "again", expiresAt: new Date() };
        }),
      ),
    );
    expect(renewals).toBe(1);
    expect(new Set(renewed.map((tokens) => tokens.accessToken))).toEqual(new Set(["renewed 1"]));
  });
});

describe("the audit", () => {
  it("can't be rewritten or cleared", async () => {
    await inTransaction((tx) => audit(tx, { action: "user.added", userId: leo.id, details: { email: "x" } }));
    for (const change of ["at = now()", "action = 'x'", "user_id = NULL", "details = '{}'"]) {
      await expect(query(`UPDATE audit_entries SET ${change}`)).rejects.toThrow(/append-only/);
    }
    await expect(query("DELETE FROM audit_entries")).rejects.toThrow(/append-only/);
    expect(await query("SELECT details FROM audit_entries")).toEqual([{ details: { email: "x" } }]);
  });

  it("keeps who did something: a person with entries can't be deleted", async () => {
    await expect(query("DELETE FROM users WHERE id = $1", [leo.id])).rejects.toThrow(/foreign key/);
  });

  it("is written with what it tells of, or not at all", async () => {
    const { id } = await addConversation(accountId);
    await forgetJobs();
    const failing = inTransaction(async (tx) => {
      await audit(tx, { action: "conversation.read", userId: leo.id, conversationId: id });
      await addJob(tx, "push-archived", { conversationId: id });
      throw new Error("fails afterwards");
    });
    await expect(failing).rejects.toThrow("fails afterwards");
    expect(await query("SELECT 1 FROM audit_entries WHERE conversation_id = $1", [id])).toEqual([]);
    expect(await waitingJobs("push-archived")).toEqual([]);
  });
});

describe("units of work that wait for each other crosswise", () => {
  it("both get done, whatever kind of query meets the deadlock", async () => {
    const [one, two] = [await addConversation(accountId), await addConversation(accountId)];
    let arrived = 0;
    const bothAreThere = async () => {
      arrived += 1;
      while (arrived < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const raw = inTransaction(async (tx) => {
      await tx.$executeRaw`UPDATE conversations SET scheduled_count = 1 WHERE id = ${one.id}::uuid`;
      await bothAreThere();
      await tx.$executeRaw`UPDATE conversations SET scheduled_count = 1 WHERE id = ${two.id}::uuid`;
    });
    const throughModels = inTransaction(async (tx) => {
      await tx.conversation.update({ where: { id: two.id }, data: { scheduledCount: 2 } });
      await bothAreThere();
      await tx.conversation.update({ where: { id: one.id }, data: { scheduledCount: 2 } });
    });
    await Promise.all([raw, throughModels]);
    const rows = await query<{ scheduled_count: number }>(
      "SELECT scheduled_count FROM conversations WHERE id = ANY ($1)",
      [[one.id, two.id]],
    );
    expect(new Set(rows.map((row) => row.scheduled_count)).size).toBe(1);
    await query("UPDATE conversations SET scheduled_count = 0");
  });
});

describe("health", () => {
  const ask = () =>
    healthRoute(new Request("http://desk.example/api/health"), { params: Promise.resolve({}) });
  const health = async () => {
    const response = await ask();
    return { status: response.status, body: healthSchema.parse(await response.json()) };
  };

  it("tells whether somebody works, and no names to who isn't signed in", async () => {
    await query("UPDATE accounts SET error = 'Password rejected for ops@fernhill.example'");
    const account = { id: accountId, provider: "eztexting", state: "live", progress: null, lastSyncAt: null };
    expect(await health()).toEqual({
      status: 200,
      body: { status: "degraded", database: "ok", worker: "down", accounts: [account] },
    });
    const worker = await announceWorker(() => undefined);
    expect((await health()).body).toMatchObject({ status: "ok", worker: "ok" });
    await query("UPDATE accounts SET state = 'stopped'");
    expect((await health()).body).toMatchObject({ status: "degraded", worker: "ok" });
    await query("UPDATE accounts SET state = 'live'");
    await worker.end();
    expect((await health()).body).toMatchObject({ worker: "down" });
  });

  it("mends itself after the database has cut every connection", async () => {
    const { id } = await addConversation(accountId);
    await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND datname = current_database()`);
    while ((await ask()).status !== 200) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await archiveConversation(leo, id)).toMatchObject({ archived: true });
  });
});

function readable(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString("latin1") : JSON.stringify(value);
}
