import { jsonResponse } from "@/lib/api/json-response";
import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { synchroniseAgain } from "@/lib/inbox/manage-accounts";

export const POST = route({ can: "account:manage", params: idParams }, async ({ actor, params }) =>
  jsonResponse(await synchroniseAgain(actor, params.id), 202),
);
