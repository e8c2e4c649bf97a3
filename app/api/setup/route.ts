import { compressed } from "@/lib/api/compressed";
import { openRoute } from "@/lib/api/route";
import { newUserSchema } from "@/lib/domain/user";
import { setUp } from "@/lib/inbox/set-up";

export const POST = openRoute({ body: newUserSchema.omit({ role: true }) }, async ({ request, body }) =>
  compressed(request, await setUp(body), 201),
);
