import { timingSafeEqual } from "node:crypto";
import { openRoute } from "@/lib/api/route";
import { currentActor } from "@/lib/auth/current-actor";
import { DomainError } from "@/lib/domain/errors";
import { can } from "@/lib/domain/permissions";
import { env } from "@/lib/env";
import { collectMetrics } from "@/lib/inbox/collect-metrics";

export const GET = openRoute({}, async ({ request }) => {
  if (!bearsToken(request.headers.get("authorization"), env().METRICS_TOKEN)) {
    const actor = await currentActor();
    if (!actor) throw new DomainError("not_signed_in", "Sign in first.");
    if (!can(actor, "metrics:read")) throw new DomainError("forbidden", "Your role doesn't allow that.");
  }
  return new Response(await collectMetrics(), {
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
  });
});

function bearsToken(header: string | null, token: string | undefined): boolean {
  if (!header || !token) return false;
  const given = Buffer.from(header);
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
