import { signOut } from "next-auth/react";

/** Ends the session and leaves everything the browser kept: the next person starts with an empty cache. */
export async function signOutHere(): Promise<void> {
  await signOut({ redirect: false });
  window.location.assign("/login");
}
