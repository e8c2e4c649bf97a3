import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { POST as setUpRoute } from "@/app/api/setup/route";
import { checkPassword, TooManyTries } from "@/lib/auth/check-password";
import type { Actor, NewUser } from "@/lib/domain/user";
import { addUser, changeUser, disableUser, getUsers } from "@/lib/inbox/manage-users";
import { needsSetup, setUp } from "@/lib/inbox/set-up";
import { openDatabase, query } from "./harness/desk";
import { only } from "./harness/only";

await openDatabase();

const PASSWORD = "correct horse";
const newUser = (fields: Partial<NewUser> = {}): NewUser => ({
  email: `${randomUUID()}@fernhill.example`,
  name: "Leo Brandt",
  role: "agent",
  password: PASSWORD,
  ...fields,
});

let priya: Actor;

beforeEach(async () => {
  await query("TRUNCATE users, failed_sign_ins, audit_entries CASCADE");
  const admin = await setUp({ name: "Priya Nair", email: "Priya@Fernhill.example", password: PASSWORD });
  priya = { id: admin.id, name: admin.name, role: admin.role };
});

describe("setting up", () => {
  const body = { name: "First", email: "first@fernhill.example", password: PASSWORD };
  const post = (fields: object) =>
    setUpRoute(
      new Request("http://desk.example/api/setup", { method: "POST", body: JSON.stringify(fields) }),
      {
        params: Promise.resolve({}),
      },
    );

  it("makes one admin, however many ask at the same moment", async () => {
    await query("TRUNCATE users CASCADE");
    expect(await needsSetup()).toBe(true);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((index) => post({ ...body, email: `${index}@fernhill.example` })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(await getUsers()).toMatchObject([{ role: "admin", disabled: false }]);
    expect(await needsSetup()).toBe(false);
  });

  it("is over once there is an admin, and never answers with a password", async () => {
    expect((await post(body)).status).toBe(409);
    await query("TRUNCATE users CASCADE");
    const answer = await post({ ...body, role: "agent" });
    expect(answer.status).toBe(201);
    expect(Object.keys(Object(await answer.json())).sort()).toEqual([
      "disabled",
      "email",
      "id",
      "name",
      "role",
    ]);
  });

  it.each([
    ["no password", { ...body, password: undefined }],
    ["a short password", { ...body, password: "short" }],
    ["no email", { ...body, email: "nobody" }],
    ["no name", { ...body, name: " " }],
    ["a name of zero bytes", { ...body, name: "\0" }],
  ])("with %s is unreadable", async (_name, fields) => {
    await query("TRUNCATE users CASCADE");
    const answer = await post(fields);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "invalid_request" } });
    expect(await needsSetup()).toBe(true);
  });
});

describe("signing in", () => {
  it("works with the email in any case and the right password only", async () => {
    expect(await checkPassword(" PRIYA@fernhill.example ", PASSWORD)).toMatchObject({ id: priya.id });
    expect(await checkPassword("priya@fernhill.example", `${PASSWORD} `)).toBeNull();
    expect(await checkPassword("nobody@fernhill.example", PASSWORD)).toBeNull();
  });

  it("never gives the hash away, which is argon2id", async () => {
    expect(Object.keys((await checkPassword("priya@fernhill.example", PASSWORD)) ?? {}).sort()).toEqual([
      "disabled",
      "email",
      "id",
      "name",
      "role",
    ]);
    const row = only(await query<{ password_hash: string }>("SELECT password_hash FROM users"));
    expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$/);
    expect(row.password_hash).not.toContain(PASSWORD);
  });

  it("is refused to who was disabled, even with the right password, until they are enabled again", async () => {
    const leo = await addUser(priya, newUser({ email: "leo@fernhill.example" }));
    await disableUser(priya, leo.id);
    expect(await checkPassword("leo@fernhill.example", PASSWORD)).toBeNull();
    await changeUser(priya, leo.id, { disabled: false });
    expect(await checkPassword("leo@fernhill.example", PASSWORD)).toMatchObject({ id: leo.id });
  });

  it("stops after ten failures, for that address only, and for five minutes", async () => {
    for (let failure = 0; failure < 10; failure += 1) {
      expect(await checkPassword("priya@fernhill.example", "wrong")).toBeNull();
    }
    await expect(checkPassword("Priya@fernhill.example", PASSWORD)).rejects.toThrow(TooManyTries);
    expect(await checkPassword("nobody@fernhill.example", "wrong")).toBeNull();
    await query("UPDATE failed_sign_ins SET at = at - interval '6 minutes'");
    expect(await checkPassword("priya@fernhill.example", PASSWORD)).toMatchObject({ id: priya.id });
  });

  it("forgets the failures once it worked", async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 0; failure < 6; failure += 1) await checkPassword("priya@fernhill.example", "wrong");
      expect(await checkPassword("priya@fernhill.example", PASSWORD)).not.toBeNull();
    }
  });

  it("counts failures for addresses nobody has, and answers bytes that are no text", async () => {
    for (let failure = 0; failure < 10; failure += 1) await checkPassword("nobody@fernhill.example", "wrong");
    await expect(checkPassword("nobody@fernhill.example", "wrong")).rejects.toThrow(TooManyTries);
    expect(await checkPassword("a\0b", "c\0d")).toBeNull();
  });
});

describe("managing people", () => {
  it("adds and changes them, with an audit of who did it and without passwords", async () => {
    const sam = await addUser(priya, newUser({ name: "Sam Whitlock", role: "manager" }));
    await changeUser(priya, sam.id, { name: "Sam W.", role: "agent", password: "another password" });
    expect(await checkPassword(sam.email, PASSWORD)).toBeNull();
    expect(await checkPassword(sam.email, "another password")).toMatchObject({
      name: "Sam W.",
      role: "agent",
    });
    const entries = await query<{ action: string; user_id: string; details: object }>(
      "SELECT * FROM audit_entries WHERE details->>'email' = $1 ORDER BY at, id",
      [sam.email],
    );
    expect(entries).toMatchObject([
      { action: "user.added", user_id: priya.id },
      { action: "user.changed", user_id: priya.id, details: { password: true } },
    ]);
    expect(JSON.stringify(entries)).not.toContain("another password");
  });

  it("gives an address to one person only, at the same moment too", async () => {
    const both = await Promise.allSettled(
      [1, 2].map(() => addUser(priya, newUser({ email: "leo@fernhill.example" }))),
    );
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    const sam = await addUser(priya, newUser());
    await expect(changeUser(priya, sam.id, { email: "leo@fernhill.example" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(changeUser(priya, randomUUID(), { name: "X" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("never leaves nobody admin", async () => {
    await expect(disableUser(priya, priya.id)).rejects.toMatchObject({ code: "conflict" });
    await expect(changeUser(priya, priya.id, { role: "agent" })).rejects.toMatchObject({ code: "conflict" });
    expect(await needsSetup()).toBe(false);
  });

  it("never leaves nobody admin when two admins take each other's role at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const other = await addUser(priya, newUser({ role: "admin" }));
      const both = await Promise.allSettled([disableUser(priya, other.id), disableUser(priya, priya.id)]);
      expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
      expect(await needsSetup()).toBe(false);
      await query("UPDATE users SET disabled_at = NULL WHERE id = $1", [priya.id]);
      await query("UPDATE users SET disabled_at = now() WHERE id = $1", [other.id]);
    }
  });
});
