import { hash } from "@node-rs/argon2";
import { randomBytes } from "node:crypto";
import type { DemoLogin } from "@/lib/auth/demo-logins";
import { inTransaction } from "@/lib/db/database";
import { findUserByEmail, insertUser } from "@/lib/db/users";

/** Colleagues nobody can sign in as: they have written and were given conversations. */
const colleagues = [
  { name: "Maya Okafor", email: "maya@fernhill.example", role: "manager" },
  { name: "Jonas Reyes", email: "jonas@fernhill.example", role: "agent" },
] as const;

/** Makes the demo's team of five, those who are missing. */
export async function seedDemoTeam(logins: DemoLogin[]): Promise<void> {
  const nobodys = colleagues.map((colleague) => ({
    ...colleague,
    password: randomBytes(24).toString("base64url"),
  }));
  for (const { password, ...person } of [...logins, ...nobodys]) {
    if (await findUserByEmail(person.email)) continue;
    const passwordHash = await hash(password);
    await inTransaction((tx) => insertUser(tx, { ...person, passwordHash }));
  }
}
