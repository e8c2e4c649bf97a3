import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { discardQuarantined } from "@/lib/inbox/quarantine";

export const DELETE = route({ can: "webhook:manage", params: idParams }, ({ actor, params }) =>
  discardQuarantined(actor, params.id),
);
