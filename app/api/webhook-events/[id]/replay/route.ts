import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { replayWebhookEvent } from "@/lib/inbox/quarantine";

export const POST = route({ can: "webhook:manage", params: idParams }, ({ actor, params }) =>
  replayWebhookEvent(actor, params.id),
);
