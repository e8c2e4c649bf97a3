import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { markRead, markUnread } from "@/lib/inbox/mark-read";

const options = { can: "conversation:change", params: idParams } as const;

export const PUT = route(options, ({ actor, params }) => markRead(actor, params.id));

export const DELETE = route(options, ({ actor, params }) => markUnread(actor, params.id));
