import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";

const options = { can: "conversation:change", params: idParams } as const;

export const PUT = route(options, ({ actor, params }) => archiveConversation(actor, params.id));

export const DELETE = route(options, ({ actor, params }) => restoreConversation(actor, params.id));
