import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { userChangesSchema } from "@/lib/domain/user";
import { changeUser, disableUser } from "@/lib/inbox/manage-users";

const options = { can: "user:manage", params: idParams } as const;

export const PATCH = route({ ...options, body: userChangesSchema }, ({ actor, params, body }) =>
  changeUser(actor, params.id, body),
);

export const DELETE = route(options, async ({ actor, params }) => {
  await disableUser(actor, params.id);
});
