import { jsonResponse } from "@/lib/api/json-response";
import { openRoute } from "@/lib/api/route";
import { newUserSchema } from "@/lib/domain/user";
import { setUp } from "@/lib/inbox/set-up";

export const POST = openRoute({ body: newUserSchema.omit({ role: true }) }, async ({ body }) =>
  jsonResponse(await setUp(body), 201),
);
