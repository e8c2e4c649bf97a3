import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { testConnection } from "@/lib/inbox/test-connection";

export const POST = route({ can: "account:manage", params: idParams }, ({ actor, params }) =>
  testConnection(actor, params.id),
);
