import { jsonResponse } from "@/lib/api/json-response";
import { route } from "@/lib/api/route";
import { newUserSchema } from "@/lib/domain/user";
import { addUser, getUsers } from "@/lib/inbox/manage-users";

export const GET = route({ can: "user:manage" }, async () => ({ items: await getUsers() }));

export const POST = route({ can: "user:manage", body: newUserSchema }, async ({ actor, body }) =>
  jsonResponse(await addUser(actor, body), 201),
);
