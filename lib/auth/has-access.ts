import { notePresence } from "@/lib/db/presences";
import { findUser } from "@/lib/db/users";

/** Whether somebody who signed in earlier still may: for what stays open longer than a request. They are still there. */
export async function hasAccess(userId: string): Promise<boolean> {
  const user = await findUser(userId);
  if (!user || user.disabled) return false;
  await notePresence(userId);
  return true;
}
