import { jsonResponse } from "@/lib/api/json-response";
import { route } from "@/lib/api/route";
import { newAccountSchema } from "@/lib/domain/account";
import { listAccountOverviews } from "@/lib/inbox/list-account-overviews";
import { connectAccount } from "@/lib/inbox/manage-accounts";

export const GET = route({ can: "account:manage" }, async () => ({ items: await listAccountOverviews() }));

export const POST = route({ can: "account:manage", body: newAccountSchema }, async ({ actor, body }) =>
  jsonResponse(await connectAccount(actor, body), 201),
);
