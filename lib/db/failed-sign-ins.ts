import { database } from "./database";

/** How often signing in with this address failed since then. */
export async function countFailedSignIns(email: string, since: Date): Promise<number> {
  return database().failedSignIn.count({ where: { email, at: { gte: since } } });
}

/** Remembers a failure and forgets the ones too old to count. */
export async function insertFailedSignIn(email: string, forgetBefore: Date): Promise<void> {
  await database().failedSignIn.create({ data: { email } });
  await database().failedSignIn.deleteMany({ where: { at: { lt: forgetBefore } } });
}

export async function clearFailedSignIns(email: string): Promise<void> {
  await database().failedSignIn.deleteMany({ where: { email } });
}
