import type { User as UserRow } from "@/generated/prisma/client";
import { DomainError, notFound } from "@/lib/domain/errors";
import type { Role, User } from "@/lib/domain/user";
import { database, type Transaction } from "./database";

/** A user with what signs them in. Stays on the server. */
export type UserWithPassword = User & { passwordHash: string };

export async function findUser(id: string): Promise<User | null> {
  const row = await database().user.findUnique({ where: { id } });
  return row && toUser(row);
}

export async function findUserByEmail(email: string): Promise<UserWithPassword | null> {
  const row = await database().user.findUnique({ where: { email: email.trim().toLowerCase() } });
  return row && { ...toUser(row), passwordHash: row.passwordHash };
}

export async function listUsers(): Promise<User[]> {
  const rows = await database().user.findMany({ orderBy: { name: "asc" } });
  return rows.map(toUser);
}

export async function hasAdmin(tx: Transaction = database()): Promise<boolean> {
  const admin = await tx.user.findFirst({ where: { role: "admin", disabledAt: null }, select: { id: true } });
  return admin !== null;
}

type NewUserRow = { email: string; name: string; role: Role; passwordHash: string };

/** Throws `conflict` when the address is taken. */
export async function insertUser(tx: Transaction, user: NewUserRow): Promise<User> {
  const taken = await tx.user.findUnique({ where: { email: user.email }, select: { id: true } });
  if (taken) throw new DomainError("conflict", "Someone already has this email address.");
  return toUser(await tx.user.create({ data: user }));
}

export async function updateUser(
  tx: Transaction,
  id: string,
  changes: Partial<NewUserRow> & { disabled?: boolean },
): Promise<User> {
  const { disabled, ...columns } = changes;
  const known = await tx.user.findUnique({ where: { id } });
  if (!known) throw notFound("user");
  if (columns.email && columns.email !== known.email) {
    const taken = await tx.user.findUnique({ where: { email: columns.email }, select: { id: true } });
    if (taken) throw new DomainError("conflict", "Someone already has this email address.");
  }
  const disabledAt =
    disabled === undefined ? known.disabledAt : disabled ? (known.disabledAt ?? new Date()) : null;
  const row = await tx.user.update({ where: { id }, data: { ...columns, disabledAt } });
  const adminsLeft = await tx.user.count({ where: { role: "admin", disabledAt: null } });
  if (adminsLeft === 0) throw new DomainError("conflict", "Someone has to stay admin.");
  return toUser(row);
}

/** One change at a time: two first admins would both find an empty table, two last ones each the other. */
export async function lockUsers(tx: Transaction): Promise<void> {
  await tx.$executeRaw`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`;
}

function toUser(row: UserRow): User {
  return { id: row.id, email: row.email, name: row.name, role: row.role, disabled: row.disabledAt !== null };
}
