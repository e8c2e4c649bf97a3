import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { retryMessage } from "@/lib/inbox/retry-message";

export const POST = route({ can: "conversation:reply", params: idParams }, ({ actor, params }) =>
  retryMessage(actor, params.id),
);
