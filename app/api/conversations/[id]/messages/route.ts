import { z } from "zod";
import { jsonResponse } from "@/lib/api/json-response";
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
      /** Fetched ahead, for nobody yet: must not cause anything. */
      prefetch: z.literal("true").optional(),
    }),
  },
  ({ params, query: { limit, before, after, prefetch } }) =>
    listTimeline(
      params.id,
      { limit, before: before ?? null, after: after ?? null },
      { isOpening: prefetch === undefined },
    ),
);

export const POST = route(
  { can: "conversation:reply", params: idParams, body: newMessageSchema },
  async ({ actor, params, body }) => {
    const { message, created } = await sendMessage(actor, params.id, body);
    return jsonResponse(message, created ? 201 : 200);
  },
);
