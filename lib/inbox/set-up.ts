import { hash } from "@node-rs/argon2";
import { audit } from "@/lib/db/audit";
import { inTransaction } from "@/lib/db/database";
import { hasAdmin, insertUser, lockUsers } from "@/lib/db/users";
import { DomainError } from "@/lib/domain/errors";
import type { User } from "@/lib/domain/user";

/** Nobody could sign in yet: the first admin has to be made. */
export async function needsSetup(): Promise<boolean> {
  return !(await hasAdmin());
}

/**
 * Makes the first admin.
 * @throws DomainError `conflict` when there is one
 */
export async function setUp(admin: { name: string; email: string; password: string }): Promise<User> {
  const passwordHash = await hash(admin.password);
  return inTransaction(async (tx) => {
    await lockUsers(tx);
    if (await hasAdmin(tx)) throw new DomainError("conflict", "There is an admin already. Sign in.");
    const user = await insertUser(tx, {
      name: admin.name,
      email: admin.email.toLowerCase(),
      role: "admin",
      passwordHash,
    });
    await audit(tx, {
      action: "user.added",
      userId: user.id,
      details: { email: user.email, role: user.role },
    });
    return user;
  });
}
