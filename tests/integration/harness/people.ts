import { randomUUID } from "node:crypto";
import { database } from "@/lib/db/database";
import { insertUser } from "@/lib/db/users";
import type { Actor, Role } from "@/lib/domain/user";

/** Somebody who works here. Can't sign in: the password's hash is none. */
export async function addPerson(name = "Leo Brandt", role: Role = "agent"): Promise<Actor> {
  const email = `${randomUUID()}@fernhill.example`;
  const user = await insertUser(database(), { email, name, role, passwordHash: "none" });
  return { id: user.id, name: user.name, role: user.role };
}
