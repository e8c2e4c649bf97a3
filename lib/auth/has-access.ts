import { findUser } from "@/lib/db/users";

/** Whether somebody who signed in earlier still may: for what stays open longer than a request. */
export async function hasAccess(userId: string): Promise<boolean> {
  const user = await findUser(userId);
  return user !== null && !user.disabled;
}
