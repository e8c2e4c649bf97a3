import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPast, newestFirst, orderOf } from "@/lib/providers/eztexting/page-order";
import { eachPage } from "@/lib/providers/http/paginate";
import type { Page } from "@/lib/providers/provider";
import { providerOn } from "./parts";
import { startStub, type StubAnswer, type StubRequest } from "./stub-server";

const START = Date.parse("2026-09-14T12:00:00Z");
const at = (minute: number) => new Date(START + minute * 60_000);
const pair = { userNumber: "+15035550110", contactNumber: "+15035550142" };

/** Row `minute` of the thread of `pair`. */
function messageRow(minute: number, changes: object = {}) {
  return {
    id: String(1000 + minute),
    messageGroupId: String(9000 + minute),
    userNumber: "15035550110",
    contactNumber: "15035550142",
    inbound: minute % 2 === 0,
    message: `Text ${minute}`,
    type: "sms",
    status: "DELIVERED",
    sentAt: at(minute).toISOString().replace("Z", "+00:00"),
    mediaUrl: null,
    group: false,
    optIn: false,
    optOut: false,
    ...changes,
  };
}

type Habits = { pageSize?: number; honoursSort?: boolean; honoursWindow?: boolean; withoutCounts?: boolean };

/** A vendor that lists `rows` (given oldest first), with more or fewer bad habits. */
function listing(rows: { sentAt?: string; contactNumber: string }[], habits: Habits = {}) {
  return ({ query }: StubRequest): StubAnswer => {
    const size = habits.pageSize ?? Number(query.get("size") ?? 20);
    const page = Number(query.get("page") ?? 0);
    const since = query.get("filters[sentAt][gte]");
    const until = query.get("filters[sentAt][lte]");
    const kept = rows.filter(
      ({ sentAt = "" }) =>
        !habits.honoursWindow ||
        ((!since || Date.parse(sentAt) >= Date.parse(since)) &&
          (!until || Date.parse(sentAt) <= Date.parse(until))),
    );
    const ordered = habits.honoursSort && query.get("sort")?.endsWith(",desc") ? kept.toReversed() : kept;
    const content = ordered.slice(page * size, (page + 1) * size);
    const counts = { totalPages: Math.ceil(kept.length / size), totalElements: kept.length };
    return {
      json: {
        content,
        pageable: { pageNumber: page, pageSize: size },
        last: (page + 1) * size >= kept.length,
        sort: { sorted: true },
        ...(!habits.withoutCounts && counts),
      },
    };
  };
}

async function all<Row>(list: (page: number) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of eachPage(list)) rows.push(...page.rows);
  return rows;
}

const minutes = (count: number) => Array.from({ length: count }, (_, minute) => minute);

describe("messages", () => {
  const window = { since: at(10), until: at(40), priority: "poll" as const };
  const wanted = minutes(31).map((index) => at(40 - index));

  test("are asked for in a window, newest first, in the largest page, both directions", async () => {
    await using stub = await startStub(listing([]));
    const { provider, budget } = providerOn(`${stub.baseUrl}/`);
    const page = await provider.listMessages({ ...window, page: 0 });
    expect(page).toEqual({ rows: [], next: null, total: 0 });
    expect(stub.requests).toHaveLength(1);
    expect(stub.requests[0]?.path).toBe("/v1/messages");
    expect(Object.fromEntries(stub.requests[0]?.query ?? [])).toEqual({
      page: "0",
      size: "200",
      sort: "sentAt,desc",
      "filters[sentAt][gte]": "2026-09-14T12:10:00+00:00",
      "filters[sentAt][lte]": "2026-09-14T12:40:00+00:00",
    });
    expect(budget.taken).toEqual(["poll"]);
  });

  const habits: [name: string, habits: Habits, requests: number][] = [
    ["does as it's told", { honoursSort: true, honoursWindow: true }, 4],
    ["ignores the sort", { honoursWindow: true }, 5],
    ["ignores the window", { honoursSort: true }, 10],
    ["ignores both", {}, 11],
  ];
  test.each(habits)("come right from a vendor that %s", async (_name, habit, requests) => {
    await using stub = await startStub(
      listing(
        minutes(100).map((minute) => messageRow(minute)),
        { ...habit, pageSize: 10 },
      ),
    );
    const { provider } = providerOn(stub.baseUrl);
    const rows = await all((page) => provider.listMessages({ ...window, page }));
    expect(rows.map((row) => row.at)).toEqual(wanted);
    expect(stub.requests.length).toBeLessThanOrEqual(requests);
  });

  test("come complete even when the vendor ignores the sort and doesn't count its pages", async () => {
    const rows = minutes(100).map((minute) => messageRow(minute));
    await using stub = await startStub(listing(rows, { pageSize: 10, withoutCounts: true }));
    const { provider } = providerOn(stub.baseUrl);
    const found = await all((page) => provider.listMessages({ ...window, page }));
    expect(found.map((row) => row.at).toSorted((a, b) => Number(b) - Number(a))).toEqual(wanted);
  });

  test("end where everything is older, so that an ignored window costs no walk through years", async () => {
    const rows = minutes(1000).map((minute) => messageRow(minute));
    for (const honoursSort of [true, false]) {
      await using stub = await startStub(listing(rows, { pageSize: 10, honoursSort }));
      const { provider } = providerOn(stub.baseUrl);
      await all((page) => provider.listMessages({ since: at(985), until: null, priority: "poll", page }));
      expect(stub.requests.length).toBeLessThanOrEqual(3);
    }
  });

  test("have no total when a filter let too much through", async () => {
    await using stub = await startStub(listing(minutes(50).map((minute) => messageRow(minute))));
    const { provider } = providerOn(stub.baseUrl);
    expect((await provider.listMessages({ ...window, page: 0 })).total).toBeNull();
    expect((await provider.listMessages({ since: null, until: null, priority: "poll", page: 0 })).total).toBe(
      50,
    );
  });

  test("of any number, in any order, with any habits, are each found once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(200), { maxLength: 30 }),
        fc.record({
          pageSize: fc.integer({ min: 1, max: 7 }),
          honoursSort: fc.boolean(),
          withoutCounts: fc.boolean(),
        }),
        async (times, habit) => {
          await using stub = await startStub(
            listing(
              times.map((minute) => messageRow(minute)),
              habit,
            ),
          );
          const { provider } = providerOn(stub.baseUrl);
          const found = await all((page) =>
            provider.listMessages({ since: null, until: null, priority: "poll", page }),
          );
          expect(found.map((row) => row.id).toSorted()).toEqual(
            times.map((minute) => String(1000 + minute)).toSorted(),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test("are mapped to our words", async () => {
    const outbound = messageRow(1, {
      status: "Not Sent - Opted Out",
      mediaUrl: "https://media.example/1.jpg",
      optOut: null,
    });
    await using stub = await startStub(listing([messageRow(0), outbound], { honoursSort: true }));
    const { provider } = providerOn(stub.baseUrl);
    const { rows } = await provider.listMessages({ since: null, until: null, priority: "poll", page: 0 });
    expect(rows).toEqual([
      {
        ...pair,
        id: "1001",
        sendId: "9001",
        direction: "outbound",
        text: "Text 1",
        media: [{ url: "https://media.example/1.jpg", contentType: null }],
        status: "failed",
        failure: { code: "opted_out", message: "They opted out." },
        at: at(1),
        unread: null,
        optedOut: null,
      },
      {
        ...pair,
        id: "1000",
        sendId: null,
        direction: "inbound",
        text: "Text 0",
        media: [],
        status: "received",
        failure: null,
        at: at(0),
        unread: null,
        optedOut: null,
      },
    ]);
  });

  test("are read in every known spelling, and a bad row costs only itself, and one line a shape", async () => {
    const spellings = [
      messageRow(9, { id: 1009, inbound: undefined, direction: "INBOUND", message: null, unread: true }),
      messageRow(8, { inbound: "false", messageGroupId: null, mediaUrl: ["https://media.example/a", ""] }),
      messageRow(7, { inbound: undefined, direction: "outbound", status: null, read: false }),
      messageRow(6, {
        userNumber: "313131",
        contactNumber: "(503) 555-0142",
        mediaUrl: "",
        type: 5,
        optOut: true,
      }),
    ];
    const bad = [
      null,
      "row",
      messageRow(5, { sentAt: "soon" }),
      messageRow(4, { sentAt: "later" }),
      messageRow(3, { id: null }),
      messageRow(2, { inbound: null }),
      messageRow(1, { contactNumber: "Jane" }),
      messageRow(0, { inbound: false, status: "TELEPORTED", message: "private words" }),
    ];
    await using stub = await startStub(() => ({ json: { content: [...spellings, ...bad], last: true } }));
    const { provider, shapes } = providerOn(stub.baseUrl);
    const { rows } = await provider.listMessages({ since: null, until: null, priority: "poll", page: 0 });
    expect(rows).toMatchObject([
      { id: "1009", direction: "inbound", text: "", unread: true, status: "received" },
      { id: "1008", direction: "outbound", sendId: null, media: [{ url: "https://media.example/a" }] },
      { id: "1007", direction: "outbound", status: "sent", unread: true },
      { id: "1006", userNumber: "313131", contactNumber: "+15035550142", media: [], optedOut: true },
      { id: "1000", status: "sent" },
    ]);
    expect(shapes).toHaveLength(6);
    expect(shapes).toContain("message status: TELEPORTED");
    expect(shapes.join()).not.toMatch(/Text \d|private|1503|Jane/);
  });

  const envelopes: [name: string, json: unknown, rows: number][] = [
    ["a page index in `number`", { content: [messageRow(1)], number: 0, totalPages: 1 }, 1],
    ["no counts at all", { content: [messageRow(1)] }, 1],
    ["a bare list", [messageRow(1)], 1],
    ["no pages, none", { content: [], totalPages: 0, totalElements: 0 }, 0],
    ["an endless empty list", { content: [], last: false, totalPages: 9 }, 0],
    ["no content", { totalElements: 0 }, 0],
    ["null content", { content: null, last: true }, 0],
  ];
  test.each(envelopes)("come out of an envelope with %s", async (_name, json, count) => {
    await using stub = await startStub(() => ({ json }));
    const { provider } = providerOn(stub.baseUrl);
    const page = await provider.listMessages({ since: null, until: null, priority: "poll", page: 0 });
    expect(page.rows).toHaveLength(count);
    expect(page.next).toBeNull();
  });

  test("are asked for without a sort when the vendor refuses the sort", async () => {
    await using stub = await startStub(({ query }) =>
      query.has("sort")
        ? { status: 400, json: { errors: [{ title: "Sorting Failure", message: "Unknown sort property" }] } }
        : { json: { content: [messageRow(1)], last: true } },
    );
    const { provider } = providerOn(stub.baseUrl);
    const query = { since: null, until: null, priority: "poll" as const, page: 0 };
    expect((await provider.listMessages(query)).rows).toHaveLength(1);
    expect((await provider.listMessages(query)).rows).toHaveLength(1);
    expect(stub.requests).toHaveLength(3);
  });

  test("that can't be read at all are an error, not an empty list", async () => {
    await using stub = await startStub(() => ({ json: { content: "none" } }));
    const { provider } = providerOn(stub.baseUrl);
    const reading = provider.listMessages({ since: null, until: null, priority: "poll", page: 0 });
    await expect(reading).rejects.toMatchObject({ kind: "answer_lost" });
  });
});

describe("a thread", () => {
  test("is read by its two numbers, and never marks anything as read", async () => {
    await using stub = await startStub(
      listing(
        minutes(30).map((minute) => messageRow(minute)),
        { pageSize: 20 },
      ),
    );
    const { provider } = providerOn(stub.baseUrl);
    const first = await provider.listThread({ ...pair, page: 0, priority: "thread" });
    expect(first.rows[0]?.at).toEqual(at(29));
    expect(stub.requests[0]?.path).toBe("/v1/conversations/conversation/15035550110/15035550142");
    expect(stub.requests.some(({ query }) => query.has("read"))).toBe(false);
  });

  test("holds only rows of its pair; rows that don't name one belong to it", async () => {
    const rows = [
      messageRow(1, { userNumber: undefined, contactNumber: null }),
      messageRow(2, { contactNumber: "15035550199" }),
    ];
    await using stub = await startStub(listing(rows));
    const { provider } = providerOn(stub.baseUrl);
    const { rows: found } = await provider.listThread({ ...pair, page: 0, priority: "thread" });
    expect(found).toMatchObject([{ id: "1001", ...pair }]);
  });

  test("that the vendor doesn't know is empty", async () => {
    await using stub = await startStub(() => ({ status: 404, json: { title: "Not Found" } }));
    const { provider } = providerOn(stub.baseUrl);
    const page = await provider.listThread({ ...pair, page: 0, priority: "thread" });
    expect(page).toEqual({ rows: [], next: null, total: 0 });
  });
});

describe("conversations", () => {
  const row = (number: number, archived: boolean, changes: object = {}) => ({
    userNumber: "15035550110",
    contactNumber: `1503555${String(1000 + number)}`,
    contactName: null,
    unreadCount: number % 3,
    archived,
    optIn: false,
    optOut: false,
    lastMessage: { message: "Hi", sentAt: at(number).toISOString() },
    ...changes,
  });
  const rows = [
    ...minutes(25).map((number) => row(number, false)),
    ...minutes(15).map((number) => row(30 + number, true)),
  ];
  const honest = (request: StubRequest) => {
    const archived = request.query.get("filters[archived][eq]");
    return listing(
      rows.filter((found) => String(found.archived) === archived),
      { pageSize: 10, honoursSort: true },
    )(request);
  };

  test("come as the active ones, then the archived ones, each newest first", async () => {
    await using stub = await startStub((request) => honest({ ...request }));
    const { provider } = providerOn(stub.baseUrl);
    const found = await all((page) => provider.listConversations({ page, priority: "backfill" }));
    expect(found).toHaveLength(40);
    expect(found.slice(0, 25).every((conversation) => !conversation.archived)).toBe(true);
    expect(found.slice(25).every((conversation) => conversation.archived)).toBe(true);
    expect(found[25]?.lastMessageAt).toEqual(at(44));
    expect(stub.requests).toHaveLength(5);
  });

  test.each([true, false])(
    "come once when the vendor ignores the filter (sort honoured: %s)",
    async (honoursSort) => {
      await using stub = await startStub(listing(rows, { pageSize: 10, honoursSort }));
      const { provider } = providerOn(stub.baseUrl);
      const found = await all((page) => provider.listConversations({ page, priority: "backfill" }));
      expect(found).toHaveLength(40);
      expect(new Set(found.map((conversation) => conversation.contactNumber)).size).toBe(40);
      expect(found.filter((conversation) => conversation.archived)).toHaveLength(15);
    },
  );

  test("are never archived by a filter that is ignored in a list without the flag", async () => {
    const unflagged = rows.map((found) => ({ ...found, archived: undefined }));
    await using stub = await startStub(listing(unflagged, { honoursSort: true }));
    const { provider, shapes } = providerOn(stub.baseUrl);
    const found = await all((page) => provider.listConversations({ page, priority: "backfill" }));
    expect(found).toHaveLength(40);
    expect(found.some((conversation) => conversation.archived)).toBe(false);
    expect(shapes).toHaveLength(1);
  });

  test("stop at one extra page when the filter is ignored and nothing is archived", async () => {
    await using stub = await startStub(listing(rows.slice(0, 25), { pageSize: 10, honoursSort: true }));
    const { provider } = providerOn(stub.baseUrl);
    expect(await all((page) => provider.listConversations({ page, priority: "backfill" }))).toHaveLength(25);
    expect(stub.requests).toHaveLength(4);
  });

  const times: [name: string, changes: object, expected: Date | null][] = [
    ["lastMessageAt", { lastMessageAt: at(7).toISOString() }, at(7)],
    ["lastMessageDate", { lastMessageDate: at(7).toISOString() }, at(7)],
    ["updatedAt", { updatedAt: at(7).toISOString() }, at(7)],
    ["sentAt", { sentAt: at(7).toISOString() }, at(7)],
    ["a last message that is a text", { lastMessage: "Hi" }, null],
    ["nothing", {}, null],
  ];
  test.each(times)("have a last time by %s", async (_name, changes, expected) => {
    const conversation = row(1, false, { lastMessage: undefined, ...changes });
    await using stub = await startStub(({ query }) => ({
      json: { content: query.get("filters[archived][eq]") === "false" ? [conversation] : [], last: true },
    }));
    const { provider } = providerOn(stub.baseUrl);
    const page = await provider.listConversations({ page: 0, priority: "poll" });
    expect(page.rows).toEqual([
      {
        userNumber: "+15035550110",
        contactNumber: "+15035551001",
        contactName: null,
        archived: false,
        unreadCount: 1,
        optedOut: false,
        lastMessageAt: expected,
      },
    ]);
  });
});

test("contacts come newest first, with blanks as nothing", async () => {
  const contact = {
    phoneNumber: "15127698059",
    firstName: "harold",
    lastName: " ",
    email: "x@example.com",
    source: "API",
    values: {},
    createdAt: "2026-06-18T15:09:12Z",
    optOut: true,
    groups: [{ id: "46383471003" }],
  };
  await using stub = await startStub(() => ({
    json: {
      content: [contact, { ...contact, phoneNumber: null }, { phoneNumber: "4155552671" }],
      last: true,
    },
  }));
  const { provider, shapes } = providerOn(stub.baseUrl);
  const page = await provider.listContacts({ page: 0, priority: "backfill" });
  expect(page.rows).toEqual([
    {
      number: "+15127698059",
      firstName: "harold",
      lastName: null,
      email: "x@example.com",
      note: null,
      optedOut: true,
    },
    { number: "+14155552671", firstName: null, lastName: null, email: null, note: null, optedOut: false },
  ]);
  expect(stub.requests[0]?.query.get("sort")).toBe("createdAt,desc");
  expect(shapes).toHaveLength(1);
});

describe("the order of a page", () => {
  const dates = (...list: number[]) => list.map((minute) => at(minute));
  const orders: [number[], string, boolean][] = [
    [[], "undecided", true],
    [[1], "undecided", true],
    [[1, 1], "undecided", true],
    [[3, 2, 2, 1], "descending", true],
    [[1, 1, 2], "ascending", true],
    [[1, 2, 4, 3, 5], "ascending", false],
    [[5, 4, 2, 3, 1], "descending", false],
  ];
  test.each(orders)("%j is %s (strict: %s)", (list, direction, strict) => {
    expect(orderOf(dates(...list))).toEqual({ direction, strict });
  });

  test("is repaired, keeping rows without a time where they are", () => {
    const timeOf = (minute: number | null) => (minute === null ? null : at(minute));
    expect(newestFirst([1, 3, 2], timeOf)).toEqual([3, 2, 1]);
    expect(newestFirst([1, null, 2], timeOf)).toEqual([2, null, 1]);
    expect(newestFirst([2, null, 1], timeOf)).toEqual([2, null, 1]);
  });

  test("tells when the rest is older", () => {
    expect(isPast([], at(5))).toBe(false);
    expect(isPast(dates(9, 7, 5), at(5))).toBe(false);
    expect(isPast(dates(9, 7, 4), at(5))).toBe(true);
    expect(isPast(dates(9, 4, 7), at(5))).toBe(false);
    expect(isPast(dates(4, 1, 3), at(5))).toBe(true);
  });
});
