import { z } from "zod";
import { limitParam } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { listQuarantine } from "@/lib/inbox/quarantine";

const query = z.object({
  accountId: z.uuid().optional(),
  cursor: z.string().optional(),
  limit: limitParam,
});

export const GET = route({ can: "webhook:manage", query }, ({ query }) => listQuarantine(query));
