import { z } from "zod";
import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { assignConversation } from "@/lib/inbox/assign-conversation";

const options = { can: "conversation:change", params: idParams } as const;

export const PUT = route({ ...options, body: z.object({ userId: z.uuid() }) }, ({ actor, params, body }) =>
  assignConversation(actor, params.id, body.userId),
);

export const DELETE = route(options, ({ actor, params }) => assignConversation(actor, params.id, null));
