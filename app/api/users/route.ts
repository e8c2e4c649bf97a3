import { compressed } from "@/lib/api/compressed";
import { route } from "@/lib/api/route";
import { newUserSchema } from "@/lib/domain/user";
import { addUser, getUsers } from "@/lib/inbox/manage-users";

export const GET = route({ can: "user:manage" }, async () => ({ items: await getUsers() }));

export const POST = route({ can: "user:manage", body: newUserSchema }, async ({ actor, request, body }) =>
  compressed(request, await addUser(actor, body), 201),
);
