import { describe, expect, test } from "vitest";
import { createProvider } from "@/lib/providers/registry";
import { memoryTokens, providerOn, countingBudget, rejectionOf } from "./parts";
import { startStub, type StubAnswer } from "./stub-server";

const pair = { userNumber: "+15035550110", contactNumber: "+15035550142" };
const outgoing = { from: pair.userNumber, to: pair.contactNumber, text: "Hi Jane, done.", mediaUrl: null };

describe("sending", () => {
  test("posts one number, ours, the text and nothing else", async () => {
    await using stub = await startStub(() => ({ status: 201, json: { id: "309112289003" } }));
    const { provider, budget } = providerOn(stub.baseUrl);
    expect(await provider.sendText(outgoing)).toEqual({ sendId: "309112289003" });
    expect(stub.requests).toMatchObject([
      {
        method: "POST",
        path: "/v1/messages",
        json: {
          toNumbers: ["15035550142"],
          fromNumber: "15035550110",
          message: "Hi Jane, done.",
          strictValidation: true,
        },
      },
    ]);
    expect(Object.keys(Object(stub.requests[0]?.json))).toHaveLength(4);
    expect(budget.taken).toEqual(["send"]);
  });

  test("passes a picture on, and a short code as it is", async () => {
    await using stub = await startStub(() => ({ status: 201, json: { id: 309112289003 } }));
    const { provider } = providerOn(stub.baseUrl);
    const sent = await provider.sendText({
      ...outgoing,
      from: "313131",
      mediaUrl: "https://desk.example/uploads/1",
    });
    expect(sent).toEqual({ sendId: "309112289003" });
    expect(stub.requests[0]?.json).toMatchObject({
      fromNumber: "313131",
      mediaUrl: "https://desk.example/uploads/1",
    });
  });

  test.each(["", "Jane", "+15035550142,+15035550143", "+1503555014215035550143"])(
    "to %j never leaves",
    async (to) => {
      await using stub = await startStub(() => ({ status: 201, json: { id: "1" } }));
      const { provider } = providerOn(stub.baseUrl);
      await expect(provider.sendText({ ...outgoing, to })).rejects.toMatchObject({
        kind: "refused",
        failure: { code: "invalid_number" },
      });
      expect(stub.requests).toHaveLength(0);
    },
  );

  const lost: [name: string, answer: StubAnswer][] = [
    ["a 500", { status: 500 }],
    ["a 503", { status: 503, headers: { "retry-after": "1" } }],
    ["a cut connection", "cut"],
    ["half an answer", "halfway"],
    ["malformed JSON", { status: 201, text: '{"id":' }],
    ["HTML", { status: 200, text: "<html>" }],
    ["an empty 201", { status: 201 }],
    ["a 204", { status: 204 }],
    ["a 201 without an id", { status: 201, json: {} }],
    ["a 201 with an id that is none", { status: 201, json: { id: null } }],
  ];
  test.each(lost)("is left open, and never repeated, after %s", async (_name, answer) => {
    await using stub = await startStub(() => answer);
    const { provider } = providerOn(stub.baseUrl);
    await expect(provider.sendText(outgoing)).rejects.toMatchObject({ kind: "answer_lost" });
    expect(stub.requests).toHaveLength(1);
  });

  const refusals: [status: number, json: unknown, code: string][] = [
    [422, { title: "Contact opted out" }, "opted_out"],
    [400, { title: "Invalid Phone Number", detail: "Phone number must be 11 digits" }, "invalid_number"],
    [403, { detail: "Account suspended" }, "account_stopped"],
    [402, undefined, "no_credits"],
    [404, undefined, "rejected"],
  ];
  test.each(refusals)("answered %i %j is refused as %s", async (status, json, code) => {
    await using stub = await startStub(() => ({ status, json }));
    const { provider } = providerOn(stub.baseUrl);
    await expect(provider.sendText(outgoing)).rejects.toMatchObject({
      kind: "refused",
      status,
      failure: { code },
    });
    expect(stub.requests).toHaveLength(1);
  });

  test("goes on after a 429: that had no effect", async () => {
    const answers: StubAnswer[] = [
      { status: 429, headers: { "X-Rate-Limit-Retry-After-Milliseconds": "1500" } },
      { status: 201, json: { id: "7" } },
    ];
    await using stub = await startStub(() => answers.shift() ?? {});
    const { provider, budget } = providerOn(stub.baseUrl);
    expect(await provider.sendText(outgoing)).toEqual({ sendId: "7" });
    expect(budget).toMatchObject({ taken: ["send", "send"], pauses: [1_500] });
  });

  test("that can't connect had no effect either", async () => {
    const closed = await startStub(() => ({}));
    await closed[Symbol.asyncDispose]();
    await expect(providerOn(closed.baseUrl).provider.sendText(outgoing)).rejects.toMatchObject({
      kind: "not_reached",
    });
  });
});

describe("changing state", () => {
  test("archives and restores without a body, and takes an empty answer", async () => {
    await using stub = await startStub(() => ({}));
    const { provider } = providerOn(stub.baseUrl);
    await provider.setArchived(pair, true);
    await provider.setArchived(pair, false);
    expect(stub.requests.map(({ method, path, json }) => [method, path, json])).toEqual([
      ["POST", "/v1/conversations/conversation/15035550110/15035550142/archive", undefined],
      ["POST", "/v1/conversations/conversation/15035550110/15035550142/restore", undefined],
    ]);
  });

  test("repeats what broke off: twice archived is archived", async () => {
    const answers: StubAnswer[] = ["cut", { status: 502 }, { status: 204 }];
    await using stub = await startStub(() => answers.shift() ?? {});
    await providerOn(stub.baseUrl).provider.setArchived(pair, true);
    expect(stub.requests).toHaveLength(3);
  });

  test("marks ids as they came, a hundred a call", async () => {
    const ids = Array.from({ length: 230 }, (_, index) => String(309112289000 + index));
    await using stub = await startStub(() => ({ status: 204 }));
    const { provider } = providerOn(stub.baseUrl);
    await provider.setRead(ids, true);
    await provider.setRead(["1"], false);
    await provider.setRead([], false);
    expect(stub.requests.map(({ path }) => path)).toEqual([
      ...Array<string>(3).fill("/v1/conversations/messages/read"),
      "/v1/conversations/messages/unread",
    ]);
    expect(stub.requests[0]?.json).toEqual({ idList: ids.slice(0, 100) });
    expect(stub.requests[2]?.json).toEqual({ idList: ids.slice(200) });
  });

  test("sends numbers to a vendor that wants numbers, and remembers it", async () => {
    await using stub = await startStub(({ json }) =>
      JSON.stringify(json).includes('"7"') ? { status: 400, json: { title: "Malformed Request" } } : {},
    );
    const { provider } = providerOn(stub.baseUrl);
    await provider.setRead(["7", "8"], true);
    await provider.setRead(["7"], true);
    expect(stub.requests.map(({ json }) => json)).toEqual([
      { idList: ["7", "8"] },
      { idList: [7, 8] },
      { idList: [7] },
    ]);
  });

  test.each([["msg_001"], ["0012"], ["99999999999999999999"]])("keeps %s a string", async (id) => {
    await using stub = await startStub(() => ({ status: 400 }));
    await expect(providerOn(stub.baseUrl).provider.setRead([id], true)).rejects.toMatchObject({
      kind: "refused",
    });
    expect(stub.requests).toHaveLength(1);
  });
});

describe("Basic credentials", () => {
  test("are checked with one cheap call", async () => {
    await using stub = await startStub(() => ({ json: { totalCredits: 153 } }));
    const { provider } = providerOn(stub.baseUrl, { credentials: { password: "fernhïll" } });
    await provider.readCredits();
    expect(stub.requests).toMatchObject([{ method: "GET", path: "/v1/credits" }]);
    const encoded = Buffer.from("ops@fernhill.example:fernhïll", "utf8").toString("base64");
    expect(stub.requests[0]?.headers.authorization).toBe(`Basic ${encoded}`);
  });

  test("that are wrong are tried once", async () => {
    await using stub = await startStub(() => ({
      status: 401,
      json: { title: "Invalid username or password" },
    }));
    await expect(providerOn(stub.baseUrl).provider.readCredits()).rejects.toMatchObject({
      kind: "unauthorized",
      message: "Invalid username or password",
    });
    expect(stub.requests).toHaveLength(1);
  });
});

describe("tokens", () => {
  const credentials = { method: "oauth2" as const };
  const stored = (name: string, expiresAt: string) => ({
    accessToken: name,
    refreshToken: `${name}-refresh`,
    expiresAt: new Date(expiresAt),
  });

  /** A vendor that hands out `t1`, `t2`, … and lets `valid` in. */
  async function tokenVendor(options: { valid: (token: string) => boolean; refresh?: StubAnswer }) {
    let count = 0;
    const next = () => ({
      json: { accessToken: `t${++count}`, refreshToken: `t${count}-refresh`, expiresInSeconds: 5400 },
    });
    return startStub(({ path, headers }) => {
      if (path === "/v1/tokens/create") return next();
      if (path === "/v1/tokens/refresh") return options.refresh ?? next();
      const token = headers.authorization?.replace("Bearer ", "") ?? "";
      return options.valid(token) ? { json: {} } : { status: 401, json: { title: "Token expired" } };
    });
  }
  const paths = (stub: { requests: { path: string }[] }) =>
    stub.requests.map(({ path }) => path.replace("/v1/", ""));

  test("are created once and used until a minute before their end", async () => {
    await using stub = await tokenVendor({ valid: () => true });
    const { provider, clock } = providerOn(stub.baseUrl, { credentials });
    await provider.readCredits();
    clock.pass((5400 - 61) * 1000);
    await provider.readCredits();
    expect(paths(stub)).toEqual(["tokens/create", "credits", "credits"]);
    expect(stub.requests[0]?.json).toEqual({ appKey: "ops@fernhill.example", appSecret: "fernhill" });
    expect(stub.requests[0]?.headers.authorization).toBeUndefined();
    clock.pass(2_000);
    await provider.readCredits();
    expect(paths(stub).slice(3)).toEqual(["tokens/refresh", "credits"]);
    expect(stub.requests[3]?.json).toEqual({ refreshToken: "t1-refresh" });
    expect(stub.requests[4]?.headers.authorization).toBe("Bearer t2");
  });

  test("survive a restart in their store", async () => {
    await using stub = await tokenVendor({ valid: (token) => token === "kept" });
    const tokens = memoryTokens(stored("kept", "2026-09-14T18:00:00Z"));
    await providerOn(stub.baseUrl, { credentials, tokens }).provider.readCredits();
    expect(paths(stub)).toEqual(["credits"]);
  });

  test("refused with 401 are renewed once by everybody together, and the call is repeated once", async () => {
    await using stub = await tokenVendor({ valid: (token) => token === "t1" });
    const tokens = memoryTokens(stored("old", "2026-09-14T18:00:00Z"));
    const { provider } = providerOn(stub.baseUrl, { credentials, tokens });
    await Promise.all([1, 2, 3, 4].map(() => provider.readCredits()));
    expect(paths(stub).filter((path) => path === "tokens/refresh")).toHaveLength(1);
    expect(paths(stub).filter((path) => path === "credits").length).toBeLessThanOrEqual(8);
  });

  test("refused again after that are trouble that may pass, not a wrong password", async () => {
    await using stub = await tokenVendor({ valid: () => false });
    const { provider } = providerOn(stub.baseUrl, { credentials });
    await expect(provider.readCredits()).rejects.toMatchObject({ kind: "not_reached" });
    expect(paths(stub)).toEqual(["tokens/create", "credits", "tokens/refresh", "credits"]);
  });

  test.each<StubAnswer>([
    { status: 401 },
    { status: 400 },
    { status: 404 },
    { status: 500 },
    "cut",
    { json: {} },
  ])("are created anew when the refresh gives %j", async (refresh) => {
    await using stub = await tokenVendor({ valid: () => true, refresh });
    const tokens = memoryTokens(stored("old", "2026-09-14T16:00:00Z"));
    await providerOn(stub.baseUrl, { credentials, tokens }).provider.readCredits();
    expect(paths(stub)).toEqual(["tokens/refresh", "tokens/create", "credits"]);
  });

  test.each([400, 401, 403])(
    "with a wrong password (%i) are unauthorized, in the vendor's words",
    async (status) => {
      await using stub = await startStub(() => ({ status, json: { title: "Invalid username or password" } }));
      const { provider } = providerOn(stub.baseUrl, { credentials });
      await expect(provider.sendText(outgoing)).rejects.toMatchObject({
        kind: "unauthorized",
        message: "Invalid username or password",
      });
      expect(paths(stub)).toEqual(["tokens/create"]);
    },
  );

  test("let a send through after a 401, which had no effect", async () => {
    await using stub = await startStub(({ path, headers }) => {
      if (path.startsWith("/v1/tokens")) return { json: { accessToken: "new", refreshToken: "r" } };
      return headers.authorization === "Bearer new" ? { status: 201, json: { id: "5" } } : { status: 401 };
    });
    const tokens = memoryTokens(stored("old", "2026-09-14T18:00:00Z"));
    expect(await providerOn(stub.baseUrl, { credentials, tokens }).provider.sendText(outgoing)).toEqual({
      sendId: "5",
    });
  });
});

describe("the webhook subscription", () => {
  const ours = "https://desk.example/api/webhooks/a/token";
  const row = (id: string, callbackUrl: string, type = "inbound_text.received") => ({
    id,
    type,
    callbackUrl,
    insecureSsl: false,
  });

  /** A vendor with these subscriptions. */
  async function subscribed(
    rows: ReturnType<typeof row>[],
    created: StubAnswer = { status: 201, json: { id: "99" } },
  ) {
    const kept = [...rows];
    return startStub(({ method, query }) => {
      if (method === "DELETE") return {};
      if (method === "POST") {
        kept.push(row("99", ours));
        return created;
      }
      const page = Number(query.get("page"));
      return {
        json: { content: kept.slice(page * 2, page * 2 + 2), totalPages: Math.ceil(kept.length / 2) },
      };
    });
  }
  const ensure = async (baseUrl: string) =>
    providerOn(baseUrl).provider.webhooks?.ensureSubscription(ours, "secret");
  const others = [
    row("1", "https://zapier.example/x"),
    row("2", "https://desk.example/api/webhooks/a/other"),
    row("3", ours, "contact.created"),
  ];

  test("is created when none is ours", async () => {
    await using stub = await subscribed(others);
    expect(await ensure(stub.baseUrl)).toBe("99");
    expect(stub.requests.filter(({ method }) => method !== "GET")).toMatchObject([
      {
        method: "POST",
        path: "/v1/webhooks/subscriptions",
        json: { type: "inbound_text.received", callbackUrl: ours, secret: "secret", insecureSsl: false },
      },
    ]);
  });

  test("is kept when it is there, on whichever page", async () => {
    await using stub = await subscribed([...others, row("4", ours)]);
    expect(await ensure(stub.baseUrl)).toBe("4");
    expect(stub.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  test("loses its copies, and only those", async () => {
    await using stub = await subscribed([row("4", ours), ...others, row("5", ours), row("6", ours)]);
    expect(await ensure(stub.baseUrl)).toBe("4");
    const deleted = stub.requests.filter(({ method }) => method === "DELETE").map(({ path }) => path);
    expect(deleted).toEqual(["/v1/webhooks/subscriptions/5", "/v1/webhooks/subscriptions/6"]);
  });

  test("is removed by its id, also when it is gone already", async () => {
    await using stub = await startStub(() => ({ status: stub.requests.length === 1 ? 204 : 404 }));
    const { webhooks } = providerOn(stub.baseUrl).provider;
    await webhooks?.removeSubscription("4");
    await webhooks?.removeSubscription("4");
    expect(stub.requests.map(({ method, path }) => [method, path])).toEqual(
      Array(2).fill(["DELETE", "/v1/webhooks/subscriptions/4"]),
    );
  });

  test("is looked up when the answer to creating it is empty", async () => {
    await using stub = await subscribed(others, { status: 201 });
    expect(await ensure(stub.baseUrl)).toBe("99");
  });

  test("isn't created twice after a lost answer", async () => {
    await using stub = await subscribed(others, { status: 500 });
    expect(await rejectionOf(ensure(stub.baseUrl))).toMatchObject({ kind: "answer_lost" });
    expect(await ensure(stub.baseUrl)).toBe("99");
    expect(stub.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

test("a provider nobody has written yet is said to be missing", () => {
  const account = {
    provider: "textit" as const,
    baseUrl: "https://textit.example",
    credentials: { method: "basic" as const, username: "u", password: "p" },
  };
  expect(() => createProvider(account, { budget: countingBudget(), tokens: memoryTokens() })).toThrow(
    /textit/,
  );
});
