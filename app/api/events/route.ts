import { z } from "zod";
import { eventStream } from "@/lib/api/event-stream";
import { route } from "@/lib/api/route";
import { hasAccess } from "@/lib/auth/has-access";
import { watchEvents } from "@/lib/inbox/watch-events";

const resumePoint = z.string().regex(/^\d{1,18}$/);

export const GET = route(
  { can: "conversation:read", query: z.object({ lastEventId: resumePoint.optional() }) },
  async ({ actor, request, query }) => {
    const header = resumePoint.safeParse(request.headers.get("last-event-id"));
    const after = header.success ? header.data : query.lastEventId;
    return eventStream(request.signal, {
      start: (send) =>
        watchEvents(after === undefined ? null : BigInt(after), (event) => {
          switch (event.kind) {
            case "conversation":
              return send({
                event: "conversation",
                id: event.conversation.revision,
                data: event.conversation,
              });
            case "ready":
            case "reset":
              return send({ event: event.kind, id: event.revision, data: {} });
          }
        }),
      // Access that was taken away ends the stream too.
      mayStay: () => hasAccess(actor.id),
    });
  },
);
