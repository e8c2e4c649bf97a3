import { z } from "zod";
import { compressed } from "@/lib/api/compressed";
import { idParams, limitParam } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { newMessageSchema } from "@/lib/domain/message";
import { listTimeline } from "@/lib/inbox/list-timeline";
import { sendMessage } from "@/lib/inbox/send-message";

export const GET = route(
  {
    can: "conversation:read",
    params: idParams,
    query: z.object({
      limit: limitParam,
      before: z.string().max(200).optional(),
      after: z.string().max(200).optional(),
    }),
  },
  ({ params, query: { limit, before, after } }) =>
    listTimeline(params.id, { limit, before: before ?? null, after: after ?? null }),
);

export const POST = route(
  { can: "conversation:reply", params: idParams, body: newMessageSchema },
  async ({ actor, request, params, body }) => {
    const { message, created } = await sendMessage(actor, params.id, body);
    return compressed(request, message, created ? 201 : 200);
  },
);
