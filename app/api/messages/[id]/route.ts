import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { cancelMessage } from "@/lib/inbox/cancel-message";

export const DELETE = route({ can: "conversation:reply", params: idParams }, ({ actor, params }) =>
  cancelMessage(actor, params.id),
);
