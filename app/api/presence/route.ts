import { z } from "zod";
import { route } from "@/lib/api/route";
import { stopWatching, watchConversation } from "@/lib/inbox/watch-conversation";

const windowId = z.uuid();
const presence = z.object({
  windowId,
  conversationId: z.uuid().nullable(),
  isReplying: z.boolean().default(false),
});

export const PUT = route({ can: "conversation:read", body: presence }, ({ actor, body }) =>
  watchConversation(actor, body),
);

export const DELETE = route({ can: "conversation:read", query: z.object({ windowId }) }, ({ actor, query }) =>
  stopWatching(actor, query.windowId),
);
