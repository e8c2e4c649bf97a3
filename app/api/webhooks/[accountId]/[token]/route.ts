import { z } from "zod";
import { readBytes } from "@/lib/api/read-bytes";
import { openRoute } from "@/lib/api/route";
import { receiveWebhook } from "@/lib/inbox/receive-webhook";
import { notFound } from "@/lib/domain/errors";

const MAX_BODY_BYTES = 256 * 1024;

const paramsSchema = z.object({ accountId: z.string(), token: z.string() });

/** The provider's door: whatever the body is, it is kept and answered with 200, so that nothing is sent again in vain. */
export const POST = openRoute({ params: paramsSchema }, async ({ request, params }) => {
  if (!z.uuid().safeParse(params.accountId).success) throw notFound("webhook");
  const body = await readBytes(request, MAX_BODY_BYTES);
  await receiveWebhook(params.accountId, params.token, body, request.headers);
  return new Response(null, { status: 200 });
});
