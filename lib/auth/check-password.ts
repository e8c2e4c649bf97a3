import { hash, verify } from "@node-rs/argon2";
import { clearFailedSignIns, countFailedSignIns, insertFailedSignIn } from "@/lib/db/failed-sign-ins";
import { findUserByEmail } from "@/lib/db/users";
import { cleanText } from "@/lib/domain/clean-text";
import type { User } from "@/lib/domain/user";

const MAX_FAILURES = 10;
const FAILURES_COUNT_FOR_MS = 5 * 60_000;

/** Verified against when nobody has the address, so that an answer takes as long either way. */
let nobodysHash: Promise<string> | undefined;

export class TooManyTries extends Error {
  constructor() {
    super("TooManyTries");
    this.name = "TooManyTries";
  }
}

/**
 * @returns the user, or null for a wrong address or password, or a disabled user
 * @throws TooManyTries after ten failures in five minutes for the same address
 */
export async function checkPassword(email: string, password: string): Promise<User | null> {
  const address = cleanText(email).trim().toLowerCase();
  const since = new Date(Date.now() - FAILURES_COUNT_FOR_MS);
  if ((await countFailedSignIns(address, since)) >= MAX_FAILURES) throw new TooManyTries();
  const found = await findUserByEmail(address);
  nobodysHash ??= hash("nobody");
  const matches = await verify(found?.passwordHash ?? (await nobodysHash), password);
  if (!found || !matches || found.disabled) {
    await insertFailedSignIn(address, since);
    return null;
  }
  await clearFailedSignIns(address);
  const { passwordHash: _, ...user } = found;
  return user;
}
