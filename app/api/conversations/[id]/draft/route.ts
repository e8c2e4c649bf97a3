import { z } from "zod";
import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { discardDraft, getDrafts, saveDraft } from "@/lib/inbox/save-draft";

const options = { can: "conversation:reply", params: idParams } as const;
const kind = z.enum(["message", "note"]);

export const GET = route(options, ({ actor, params }) => getDrafts(actor, params.id));

export const PUT = route(
  { ...options, body: z.object({ kind, text: z.string().max(20_000) }) },
  ({ actor, params, body }) => saveDraft(actor, params.id, body.kind, body.text),
);

export const DELETE = route(
  { ...options, query: z.object({ kind: kind.default("message") }) },
  ({ actor, params, query }) => discardDraft(actor, params.id, query.kind),
);
