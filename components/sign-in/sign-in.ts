import { signIn } from "next-auth/react";

/** What sign-in answers with: nothing wrong, or the words for what was. */
export type SignInResult = { ok: true } | { ok: false; message: string };

/**
 * Signs in with email and password. `TooManyTries` is what `authorize` throws when an account or address has
 * failed too often; everything else it refuses is told as a wrong pair, so that nobody learns which emails exist.
 */
export async function signInWithPassword(email: string, password: string): Promise<SignInResult> {
  try {
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (answer?.ok && !answer.error) return { ok: true };
    if (answer?.error && /too ?many/i.test(answer.error)) {
      return { ok: false, message: "Too many tries. Wait 5 minutes." };
    }
    return { ok: false, message: "Wrong email or password." };
  } catch {
    return { ok: false, message: "The server can’t be reached. Try again in a moment." };
  }
}
