import { route } from "@/lib/api/route";
import { listNumbers } from "@/lib/inbox/list-numbers";

export const GET = route({ can: "conversation:read" }, () => listNumbers());
