import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { accountChangesSchema } from "@/lib/domain/account";
import { getAccountOverview } from "@/lib/inbox/list-account-overviews";
import { disconnectAccount } from "@/lib/inbox/disconnect-account";
import { changeAccount } from "@/lib/inbox/manage-accounts";

const options = { can: "account:manage", params: idParams } as const;

export const GET = route(options, ({ params }) => getAccountOverview(params.id));

export const PATCH = route({ ...options, body: accountChangesSchema }, ({ actor, params, body }) =>
  changeAccount(actor, params.id, body),
);

export const DELETE = route(options, ({ actor, params }) => disconnectAccount(actor, params.id));
