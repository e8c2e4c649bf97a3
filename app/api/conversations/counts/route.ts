import { route } from "@/lib/api/route";
import { countConversations } from "@/lib/inbox/count-conversations";

export const GET = route({ can: "conversation:read" }, ({ actor }) => countConversations(actor));
