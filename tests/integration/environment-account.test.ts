import { beforeEach, describe, expect, it, vi } from "vitest";
import { findAccount } from "@/lib/db/accounts";
import { env } from "@/lib/env";
import { connectFromEnvironment } from "@/lib/inbox/connect-from-environment";
import { disconnectAccount } from "@/lib/inbox/disconnect-account";
import { getAccountOverview, listAccountOverviews } from "@/lib/inbox/list-account-overviews";
import { changeAccount, connectAccount } from "@/lib/inbox/manage-accounts";
import { systemClock } from "@/lib/providers/http/clock";
import { openDatabase, query } from "./harness/desk";
import { addPerson } from "./harness/people";

await openDatabase();
vi.spyOn(systemClock, "sleep").mockResolvedValue();

/** Nobody listens there: what can't be asked is kept all the same. */
const ADDRESS = "http://127.0.0.1:9/v1";

/** A start of the server with these variables. */
const start = (variables: object = {}) =>
  connectFromEnvironment(
    {
      ...env(),
      EZTEXTING_BASE_URL: `${ADDRESS}/`,
      EZTEXTING_USERNAME: "ops@fernhill.example",
      EZTEXTING_PASSWORD: "first",
      ...variables,
    },
    "From outside",
  );

const priya = await addPerson("Priya Nair", "admin");
const byHand = (username: string) =>
  connectAccount(priya, {
    name: "By hand",
    provider: "eztexting",
    baseUrl: ADDRESS,
    credentials: { method: "basic", username, password: "by hand" },
  });

beforeEach(async () => {
  await query("TRUNCATE accounts CASCADE");
});

describe("the account in the environment", () => {
  it("is made once, however often the server starts", async () => {
    const id = await start();
    expect(id).not.toBeNull();
    expect([await start(), await start()]).toEqual([id, id]);
    expect(await listAccountOverviews()).toMatchObject([
      { id, baseUrl: ADDRESS, username: "ops@fernhill.example", fromEnvironment: true },
    ]);
  });

  it("gets its password from there, also after it was rejected or changed in the settings", async () => {
    const id = (await start()) ?? "";
    await query("UPDATE accounts SET state = 'stopped', stopped_at = now(), backfill_phase = 'done'");
    const mended = {
      credentials: { method: "basic" as const, username: "ops@fernhill.example", password: "x" },
    };
    await changeAccount(priya, id, mended);
    expect(await start({ EZTEXTING_PASSWORD: "second" })).toBe(id);
    expect((await findAccount(id))?.credentials.password).toBe("second");
    expect(await getAccountOverview(id)).toMatchObject({ state: "live", stoppedAt: null });
  });

  it("isn't there without a password", async () => {
    expect(await start({ EZTEXTING_PASSWORD: undefined })).toBeNull();
    expect(await listAccountOverviews()).toEqual([]);
  });

  it("lets those alone that people have connected", async () => {
    const other = await byHand("sales@fernhill.example");
    const id = await start();
    await start({ EZTEXTING_PASSWORD: "second" });
    expect(await listAccountOverviews()).toMatchObject([
      { id: other.id, username: "sales@fernhill.example", fromEnvironment: false },
      { id, fromEnvironment: true },
    ]);
    expect((await findAccount(other.id))?.credentials.password).toBe("by hand");
  });

  it("isn't connected a second time when people have connected it", async () => {
    const { id } = await byHand("ops@fernhill.example");
    expect(await start()).toBeNull();
    expect(await listAccountOverviews()).toMatchObject([{ id, fromEnvironment: false }]);
    expect((await findAccount(id))?.credentials.password).toBe("by hand");
  });

  it("stays disconnected when somebody has disconnected it, until another is named or people connect it", async () => {
    const id = (await start()) ?? "";
    await disconnectAccount(priya, id);
    expect(await start()).toBeNull();
    expect(await start({ EZTEXTING_PASSWORD: "second" })).toBeNull();
    expect(await listAccountOverviews()).toEqual([]);

    const another = (await start({ EZTEXTING_USERNAME: "new@fernhill.example" })) ?? "";
    expect(another).not.toBe(id);
    await disconnectAccount(priya, another);
    expect(await start()).toBeNull();

    expect(await byHand("ops@fernhill.example")).toMatchObject({ id, fromEnvironment: true });
    expect(await start()).toBe(id);
    expect((await findAccount(id))?.credentials.password).toBe("first");
  });
});
