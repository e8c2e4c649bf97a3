import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { retryPushes } from "@/lib/inbox/retry-pushes";

export const POST = route({ can: "conversation:change", params: idParams }, ({ actor, params }) =>
  retryPushes(actor, params.id),
);
