import { route } from "@/lib/api/route";

export const GET = route({ can: "conversation:read" }, async ({ actor }) => actor);
