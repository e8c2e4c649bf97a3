import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { newestRevision } from "@/lib/db/conversations";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";
import { assignConversation } from "@/lib/inbox/assign-conversation";
import { type LiveEvent, watchEvents } from "@/lib/inbox/watch-events";
import { openDesk, query } from "./harness/desk";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";
import { addConversation, announce, announcementOf, listedText } from "./harness/texts";

const { accountId } = await openDesk();
const leo = await addPerson();

/** Somebody with the inbox open: what reached them, in order. */
class Viewer {
  readonly events: LiveEvent[] = [];
  #stop = (): void => undefined;

  static async open(after: bigint | null = null): Promise<Viewer> {
    const viewer = new Viewer();
    viewer.#stop = await watchEvents(after, (event) => viewer.events.push(event));
    viewers.push(viewer);
    return viewer;
  }

  get conversations(): string[] {
    return this.events.flatMap((event) => (event.kind === "conversation" ? event.conversation.id : []));
  }

  get revisions(): bigint[] {
    return this.events.flatMap((event) =>
      event.kind === "conversation" ? BigInt(event.conversation.revision) : [],
    );
  }

  async sees(isSo: (viewer: Viewer) => boolean): Promise<void> {
    while (!isSo(this)) await pause(5);
  }

  close(): void {
    this.#stop();
  }
}

let viewers: Viewer[] = [];
afterEach(() => {
  for (const viewer of viewers) {
    expect(viewer.revisions).toEqual([...viewer.revisions].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(viewer.revisions).size).toBe(viewer.revisions.length);
    viewer.close();
  }
  viewers = [];
});

describe("the order of changes", () => {
  it("is the order of commits: a later revision waits for an earlier one's transaction", async () => {
    const [slow, quick] = [await addConversation(accountId), await addConversation(accountId)];
    const viewer = await Viewer.open();
    const [first, second] = [await connect(), await connect()];
    await first.query("BEGIN");
    await first.query("SELECT publish_conversations(ARRAY[$1]::uuid[])", [slow.id]);
    await second.query("BEGIN");
    let secondIsPublished = false;
    const publishing = second
      .query("SELECT publish_conversations(ARRAY[$1]::uuid[])", [quick.id])
      .then(() => (secondIsPublished = true));
    await waitsForLock();
    expect(secondIsPublished).toBe(false);
    await first.query("COMMIT");
    await publishing;
    await second.query("COMMIT");
    await viewer.sees(({ conversations }) => conversations.length === 2);
    expect(viewer.conversations).toEqual([slow.id, quick.id]);
    await Promise.all([first.end(), second.end()]);
  });

  it("lets nobody skip a transaction that commits late, whoever changes what meanwhile", async () => {
    const late = await addConversation(accountId);
    const others = await Promise.all(Array.from({ length: 4 }, () => addConversation(accountId)));
    const viewer = await Viewer.open();
    const client = await connect();
    await client.query("BEGIN");
    await client.query("UPDATE conversations SET archived = true WHERE id = $1", [late.id]);
    await archiveConversation(leo, others[0]?.id ?? "");
    await viewer.sees(({ conversations }) => conversations.length === 1);
    await client.query("SELECT publish_conversations(ARRAY[$1]::uuid[])", [late.id]);
    const rest = others.slice(1).map(({ id }) => archiveConversation(leo, id));
    await waitsForLock();
    await client.query("COMMIT");
    await Promise.all(rest);
    await viewer.sees(({ conversations }) => conversations.length === 5);
    expect(viewer.conversations.slice(0, 2)).toEqual([others[0]?.id, late.id]);
    expect(new Set(viewer.conversations)).toEqual(new Set([late, ...others].map(({ id }) => id)));
    await client.end();
  });

  it("holds for a hundred changes from all sides", async () => {
    const conversations = await Promise.all(Array.from({ length: 5 }, () => addConversation(accountId)));
    const viewer = await Viewer.open();
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const { id, contactNumber } = conversations[index % 5] ?? { id: "", contactNumber: "" };
        const at = new Date(Date.now() + index);
        if (index % 3 === 0) return archiveConversation(leo, id);
        if (index % 3 === 1) return restoreConversation(leo, id);
        return announce(accountId, announcementOf(listedText({ contactNumber, at })));
      }),
    );
    const newest = await newestRevision();
    await viewer.sees(({ revisions }) => revisions.at(-1) === newest);
    const rows = await query<{ id: string; revision: string; archived: boolean; unread_count: number }>(
      "SELECT * FROM conversations WHERE id = ANY ($1)",
      [conversations.map(({ id }) => id)],
    );
    for (const row of rows) {
      const last = viewer.events.findLast(
        (event) => event.kind === "conversation" && event.conversation.id === row.id,
      );
      expect(last).toMatchObject({
        conversation: { revision: row.revision, archived: row.archived, unreadCount: row.unread_count },
      });
    }
  });
});

describe("watching", () => {
  it("begins at now, and misses nothing from then on, in a process that has just started", async () => {
    const { id } = await addConversation(accountId);
    for (let round = 0; round < 5; round += 1) {
      globalThis.replydeskEventHub = undefined;
      const viewer = await Viewer.open();
      expect(viewer.events).toEqual([{ kind: "ready", revision: String(await newestRevision()) }]);
      await assignConversation(leo, id, round % 2 === 0 ? leo.id : null);
      await viewer.sees(({ conversations }) => conversations.length === 1);
    }
  });

  it("goes on from a revision with everything since, each conversation as it is now", async () => {
    const [one, two] = [await addConversation(accountId), await addConversation(accountId)];
    const before = await newestRevision();
    await archiveConversation(leo, one.id);
    await archiveConversation(leo, two.id);
    await restoreConversation(leo, one.id);
    const viewer = await Viewer.open(before);
    expect(viewer.events).toMatchObject([
      { kind: "ready", revision: String(before) },
      { kind: "conversation", conversation: { id: two.id, archived: true } },
      { kind: "conversation", conversation: { id: one.id, archived: false } },
    ]);
    await assignConversation(leo, two.id, leo.id);
    await viewer.sees(({ conversations }) => conversations.length === 3);
    const upToDate = await Viewer.open(viewer.revisions.at(-1));
    expect(upToDate.conversations).toEqual([]);
  });

  it("goes on without a gap while changes keep coming", async () => {
    const conversations = await Promise.all(Array.from({ length: 10 }, () => addConversation(accountId)));
    const before = await newestRevision();
    const changes = conversations.map(({ id }) => archiveConversation(leo, id));
    const viewer = await Viewer.open(before);
    await Promise.all(changes);
    await viewer.sees(({ conversations: seen }) => seen.length === 10);
    expect(new Set(viewer.conversations)).toEqual(new Set(conversations.map(({ id }) => id)));
  });

  it("survives a listener whose connection is cut: what happened meanwhile comes", async () => {
    const [one, two] = [await addConversation(accountId), await addConversation(accountId)];
    const viewer = await Viewer.open();
    await archiveConversation(leo, one.id);
    await viewer.sees(({ conversations }) => conversations.length === 1);
    await query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    await archiveConversation(leo, two.id);
    await viewer.sees(({ conversations }) => conversations.length === 2);
    expect(viewer.conversations).toEqual([one.id, two.id]);
    await restoreConversation(leo, one.id);
    await viewer.sees(({ conversations }) => conversations.length === 3);
  });

  it("starts anew when too much was missed, or the revision is from another database", async () => {
    const before = await newestRevision();
    await query(
      `WITH contact AS (
         INSERT INTO contacts (account_id, number) SELECT $1, '+1800' || (5550000 + n) FROM generate_series(1, 501) n
         RETURNING id, number
       ), made AS (
         INSERT INTO conversations (account_id, user_number, contact_number, contact_id)
         SELECT $1, '+15035550100', number, id FROM contact RETURNING id
       ) SELECT count(*) FROM made`,
      [accountId],
    );
    await query(
      "SELECT publish_conversations(array_agg(id)) FROM conversations WHERE contact_number LIKE '+1800%'",
    );
    const newest = await newestRevision();
    expect(newest - before).toBe(501n);
    expect((await Viewer.open(before)).events).toEqual([{ kind: "reset", revision: String(newest) }]);
    expect((await Viewer.open(newest + 1n)).events).toEqual([{ kind: "reset", revision: String(newest) }]);
    expect((await Viewer.open(before + 1n)).conversations).toHaveLength(500);
  });

  it("costs no further connection, however many watch", async () => {
    const { id } = await addConversation(accountId);
    const many = await Promise.all(Array.from({ length: 40 }, () => Viewer.open()));
    const listeners = await query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
    );
    await archiveConversation(leo, id);
    for (const viewer of many) await viewer.sees(({ conversations }) => conversations.length === 1);
    expect(
      await query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
      ),
    ).toHaveLength(listeners.length);
  });
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  return client;
}

/** Settles once some transaction of this database waits for the order's lock. */
async function waitsForLock(): Promise<void> {
  const waiting = `SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  while (only(await query<{ count: number }>(waiting)).count === 0) await pause(5);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
