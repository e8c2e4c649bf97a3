import { z } from "zod";
import { route } from "@/lib/api/route";
import { fetchMedia } from "@/lib/inbox/fetch-media";

export const GET = route(
  {
    can: "conversation:read",
    params: z.object({ id: z.uuid(), index: z.coerce.number().int().min(0).max(20) }),
  },
  async ({ params }) => {
    const media = await fetchMedia(params.id, params.index);
    return new Response(media.body, {
      headers: {
        "content-type": media.contentType,
        "content-disposition": `${media.isInline ? "inline" : "attachment"}; filename="${media.fileName}"`,
        // A message's media never change.
        "cache-control": "private, max-age=31536000, immutable",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
      },
    });
  },
);
