import { describe, expect, it } from "vitest";
import { findConversation } from "@/lib/db/conversations";
import {
  type Conversation,
  type ConversationFilter,
  conversationFilterSchema,
  conversationSchema,
  sortSchema,
  viewSchema,
} from "@/lib/domain/conversation";
import { countConversations } from "@/lib/inbox/count-conversations";
import { listConversations } from "@/lib/inbox/list-conversations";
import { listNumbers } from "@/lib/inbox/list-numbers";
import { openDesk, query } from "./harness/desk";
import { only } from "./harness/only";
import { addPerson } from "./harness/people";

const { accountId } = await openDesk();
const leo = await addPerson("Leo Brandt");
const sam = await addPerson("Sam Whitlock");
const label = only(await query<{ id: string }>("INSERT INTO labels (name) VALUES ('Warranty') RETURNING id"));

type Row = {
  id: string;
  archived: boolean;
  snoozed_until: Date | null;
  scheduled_count: number;
  assignee_id: string | null;
  waiting_since: Date | null;
  unread_count: number;
  last_message_at: Date;
  user_number: string;
  contact_number: string;
  last_message_text: string | null;
  name: string | null;
  opted_out: boolean;
  has_label: boolean;
};

await addWorld();
const rows = await query<Row>(
  `SELECT c.*, k.name, k.opted_out, x.label_id IS NOT NULL AS has_label FROM conversations c
   JOIN contacts k ON k.id = c.contact_id LEFT JOIN conversation_labels x ON x.conversation_id = c.id ORDER BY c.id`,
);

/** 150 conversations in every state there is. Many share their times, to the millisecond. */
async function addWorld(): Promise<void> {
  await query(
    `INSERT INTO user_numbers (account_id, number, name) VALUES ($1, '+15035550100', 'Downtown'), ($1, '+15035550110', NULL)`,
    [accountId],
  );
  await query(
    `INSERT INTO contacts (account_id, number, name, opted_out)
     SELECT $1, '+1971555' || (1000 + n), CASE WHEN n % 4 = 0 THEN NULL ELSE 'Ada ' || n || ' 100%_sure' END, n % 9 = 0
     FROM generate_series(0, 149) n`,
    [accountId],
  );
  await query(
    `INSERT INTO conversations (account_id, user_number, contact_number, contact_id, archived, snoozed_until,
       scheduled_count, assignee_id, waiting_since, unread_count, last_message_at, last_message_text)
     SELECT $1, CASE WHEN n % 3 = 0 THEN '+15035550110' ELSE '+15035550100' END, k.number, k.id,
       n % 5 = 1, CASE WHEN n % 7 = 2 THEN '2030-01-01'::timestamptz END, CASE WHEN n % 11 = 3 THEN 1 ELSE 0 END,
       CASE n % 3 WHEN 0 THEN $2::uuid WHEN 1 THEN $3::uuid END,
       CASE WHEN n % 2 = 0 THEN '2026-01-01'::timestamptz + (n / 20) * interval '1 hour' END,
       n % 4, '2026-02-01'::timestamptz + (n / 12) * interval '1 minute', 'Text ' || n
     FROM contacts k, LATERAL (SELECT right(k.number, 4)::int - 1000 AS n) numbered`,
    [accountId, leo.id, sam.id],
  );
  await query("INSERT INTO conversation_labels SELECT id, $1 FROM conversations WHERE unread_count = 2", [
    label.id,
  ]);
}

const isActive = (row: Row) => !row.archived && row.snoozed_until === null;
const isIn: Record<ConversationFilter["view"], (row: Row) => boolean> = {
  "needs-reply": (row) => isActive(row) && row.waiting_since !== null,
  inbox: isActive,
  mine: (row) => isActive(row) && row.assignee_id === leo.id,
  unassigned: (row) => isActive(row) && row.assignee_id === null,
  snoozed: (row) => !row.archived && row.snoozed_until !== null,
  scheduled: (row) => row.scheduled_count > 0,
  archived: (row) => row.archived,
  all: () => true,
};

function compare(sort: ConversationFilter["sort"], a: Row, b: Row): number {
  const byId = a.id < b.id ? -1 : 1;
  const keyOf = (row: Row) =>
    sort === "waiting" ? (row.waiting_since?.getTime() ?? Infinity) : row.last_message_at.getTime();
  const [first, second] = [keyOf(a), keyOf(b)];
  const ascending = first === second ? byId : first - second;
  return sort === "newest" ? -ascending : ascending;
}

/** Every page, until there is none. */
async function readAll(filter: Partial<ConversationFilter>, limit: number): Promise<Conversation[]> {
  const items: Conversation[] = [];
  const whole = conversationFilterSchema.parse({});
  let cursor: string | null = null;
  do {
    const page = await listConversations(leo, { ...whole, ...filter }, { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

const idsOf = (things: { id: string }[]) => things.map(({ id }) => id);

describe("the list", () => {
  const combinations = viewSchema.options.flatMap((view) =>
    sortSchema.options.map((sort) => [view, sort] as const),
  );

  it.each(combinations)(
    "%s by %s has each conversation once, in order, at any page size",
    async (view, sort) => {
      const expected = idsOf(rows.filter(isIn[view]).sort((a, b) => compare(sort, a, b)));
      expect(expected.length).toBeGreaterThan(5);
      for (const limit of [7, 100]) expect(idsOf(await readAll({ view, sort }, limit))).toEqual(expected);
    },
  );

  const filters: [string, Partial<ConversationFilter>, (row: Row) => boolean][] = [
    ["unread ones", { unread: true }, (row) => row.unread_count > 0],
    ["read ones", { unread: false }, (row) => row.unread_count === 0],
    ["one of our numbers", { userNumber: "+15035550110" }, (row) => row.user_number === "+15035550110"],
    ["somebody's", { assigneeId: sam.id }, (row) => row.assignee_id === sam.id],
    ["a label", { labelId: label.id }, (row) => row.has_label],
    ["who opted out", { optedOut: true }, (row) => row.opted_out],
    ["an account", { accountId }, () => true],
    ["another account", { accountId: leo.id }, () => false],
    ["a name", { q: "ada 1" }, (row) => /ada 1/i.test(row.name ?? "")],
    ["a name with signs that mean something to SQL", { q: "%_sure" }, (row) => row.name !== null],
    ["signs that fit nothing", { q: "%ada" }, () => false],
    ["digits of a number", { q: "555-1001" }, (row) => row.contact_number.includes("5551001")],
    ["words of the last text", { q: "Text 14" }, (row) => /Text 14/.test(row.last_message_text ?? "")],
    [
      "all of it",
      { unread: true, optedOut: false, q: "Ada" },
      (row) => row.unread_count > 0 && !row.opted_out && row.name !== null,
    ],
  ];

  it.each(filters)("filtered by %s equals the same filter in memory", async (_name, filter, fits) => {
    for (const view of ["inbox", "all"] as const) {
      const expected = idsOf(
        rows.filter((row) => isIn[view](row) && fits(row)).sort((a, b) => compare("newest", a, b)),
      );
      expect(idsOf(await readAll({ view, ...filter }, 20))).toEqual(expected);
    }
  });

  it("doesn't repeat or skip what stays while others move between two pages", async () => {
    const whole = conversationFilterSchema.parse({ view: "all" });
    const first = await listConversations(leo, whole, { limit: 50, cursor: null });
    const [moved] = first.items.slice(-1);
    await query("UPDATE conversations SET last_message_at = now() WHERE id = $1", [moved?.id]);
    const rest = await listConversations(leo, whole, { limit: 100, cursor: first.nextCursor });
    await query("UPDATE conversations SET last_message_at = $2 WHERE id = $1", [
      moved?.id,
      moved?.lastMessageAt,
    ]);
    expect(new Set(idsOf([...first.items, ...rest.items])).size).toBe(rows.length);
    expect(rest.nextCursor).toBeNull();
  });

  const asCursor = (text: string) => Buffer.from(text).toString("base64url");
  it.each([
    "nonsense",
    asCursor("nonsense"),
    asCursor(`2026-01-01T00:00:00.000Z|${"-".repeat(36)}`),
    asCursor(`2026-99-99T99:99:99.999Z|${leo.id}`),
    asCursor(`2026-01-01T00:00:00.000Z|${leo.id}' OR true --`),
    asCursor(`2026-01-01T00:00:00.000Z|${leo.id}`).slice(0, -4),
  ])("refuses a cursor that isn't one (%s)", async (cursor) => {
    const filter = conversationFilterSchema.parse({});
    await expect(listConversations(leo, filter, { limit: 10, cursor })).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  it("can be searched for anything that can be typed", async () => {
    const filter = conversationFilterSchema.parse({ view: "all", q: "a\0b \\ ' \ud83d %" });
    expect((await listConversations(leo, filter, { limit: 10, cursor: null })).items).toEqual([]);
  });

  it("gives rows of exactly the promised shape", async () => {
    for (const item of await readAll({ view: "all" }, 100))
      expect(conversationSchema.parse(item)).toEqual(item);
    const [labelled] = rows.filter((row) => row.has_label && row.assignee_id === leo.id && row.name !== null);
    expect(await findConversation(labelled?.id ?? "")).toMatchObject({
      provider: "eztexting",
      labels: [{ id: label.id, name: "Warranty", color: "grey" }],
      assignee: { id: leo.id, name: "Leo Brandt" },
      contact: { name: labelled?.name },
    });
  });

  it("leaves out what belongs to an account that was removed", async () => {
    await query("UPDATE accounts SET removed_at = now()");
    const left = await readAll({ view: "all" }, 100);
    await query("UPDATE accounts SET removed_at = NULL");
    expect(left).toEqual([]);
  });
});

describe("counters", () => {
  it("say for every view what counting would say", async () => {
    const counted = viewSchema.options.map((view) => {
      const inside = rows.filter(isIn[view]);
      return [view, { total: inside.length, unread: inside.filter((row) => row.unread_count > 0).length }];
    });
    expect(await countConversations(leo)).toEqual(Object.fromEntries(counted));
  });

  it("say how many wait on each of our numbers", async () => {
    const waiting = (number: string) =>
      rows.filter((row) => isIn["needs-reply"](row) && row.user_number === number).length;
    const numbers = await listNumbers();
    expect(numbers.sort((a, b) => (a.number < b.number ? -1 : 1))).toMatchObject([
      { number: "+15035550100", name: "Downtown", needsReply: waiting("+15035550100") },
      { number: "+15035550110", name: null, needsReply: waiting("+15035550110") },
    ]);
  });
});
