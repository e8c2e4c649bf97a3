import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { hasAdmin } from "@/lib/db/users";
import type { Actor } from "@/lib/domain/user";
import { currentActor } from "./current-actor";

/** For pages: who is asking, or off to sign in (to `/setup` while nobody can), and back here afterwards. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  if (!(await hasAdmin())) redirect("/setup");
  const path = (await headers()).get("x-replydesk-path");
  redirect(path ? `/login?callbackUrl=${encodeURIComponent(path)}` : "/login");
}
