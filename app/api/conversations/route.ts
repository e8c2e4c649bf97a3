import { z } from "zod";
import { jsonResponse } from "@/lib/api/json-response";
import { limitParam } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { conversationFilterSchema } from "@/lib/domain/conversation";
import { listConversations } from "@/lib/inbox/list-conversations";
import { openConversation } from "@/lib/inbox/open-conversation";

export const GET = route(
  {
    can: "conversation:read",
    query: conversationFilterSchema.extend({ limit: limitParam, cursor: z.string().max(200).optional() }),
  },
  ({ actor, query: { limit, cursor, ...filter } }) =>
    listConversations(actor, filter, { limit, cursor: cursor ?? null }),
);

export const POST = route(
  {
    can: "conversation:reply",
    body: z.object({
      accountId: z.uuid(),
      userNumber: z.string().max(30).optional(),
      contactNumber: z.string().max(30),
    }),
  },
  async ({ body }) => {
    const { conversation, created } = await openConversation(body);
    return jsonResponse(conversation, created ? 201 : 200);
  },
);
