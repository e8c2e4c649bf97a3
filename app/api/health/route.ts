import { openRoute } from "@/lib/api/route";
import { currentActor } from "@/lib/auth/current-actor";
import { getHealth } from "@/lib/inbox/get-health";

export const GET = openRoute({}, async () => {
  const actor = await currentActor().catch(() => null);
  const health = await getHealth({ withNames: actor !== null });
  return Response.json(health, {
    status: health.database === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
});
