import { hash } from "@node-rs/argon2";
import { audit } from "@/lib/db/audit";
import { inTransaction } from "@/lib/db/database";
import { insertUser, listUsers, lockUsers, updateUser } from "@/lib/db/users";
import type { Actor, NewUser, User, UserChanges } from "@/lib/domain/user";

export async function getUsers(): Promise<User[]> {
  return listUsers();
}

/** @throws DomainError `conflict` when the email is taken */
export async function addUser(actor: Actor, { password, ...user }: NewUser): Promise<User> {
  const passwordHash = await hash(password);
  return inTransaction(async (tx) => {
    await lockUsers(tx);
    const added = await insertUser(tx, { ...user, passwordHash });
    await audit(tx, {
      action: "user.added",
      userId: actor.id,
      details: { email: added.email, role: added.role },
    });
    return added;
  });
}

/** @throws DomainError `conflict` when it would leave nobody admin */
export async function changeUser(
  actor: Actor,
  id: string,
  { password, ...changes }: UserChanges,
): Promise<User> {
  const passwordHash = password === undefined ? undefined : await hash(password);
  return inTransaction(async (tx) => {
    await lockUsers(tx);
    const user = await updateUser(tx, id, { ...changes, ...(passwordHash && { passwordHash }) });
    await audit(tx, {
      action: "user.changed",
      userId: actor.id,
      details: {
        email: user.email,
        role: user.role,
        disabled: user.disabled,
        password: password !== undefined,
      },
    });
    return user;
  });
}

/** Takes a person's access away. What they did stays theirs. */
export async function disableUser(actor: Actor, id: string): Promise<User> {
  return changeUser(actor, id, { disabled: true });
}
