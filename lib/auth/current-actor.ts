import { getServerSession } from "next-auth";
import { cache } from "react";
import { notePresence } from "@/lib/db/presences";
import { findUser } from "@/lib/db/users";
import type { Actor } from "@/lib/domain/user";
import { authOptions } from "./auth-options";

/**
 * Who is asking, or null. Role and access come from the database each time, not from the cookie:
 * what an admin takes away is gone with the next request.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const session = await getServerSession(authOptions);
  if (!session?.user.id) return null;
  const user = await findUser(session.user.id);
  if (!user || user.disabled) return null;
  await notePresence(user.id);
  return { id: user.id, name: user.name, role: user.role };
});
