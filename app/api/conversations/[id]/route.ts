import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { getConversation } from "@/lib/inbox/get-conversation";

export const GET = route({ can: "conversation:read", params: idParams }, ({ params }) =>
  getConversation(params.id),
);
