import { route } from "@/lib/api/route";
import { getAccounts } from "@/lib/inbox/get-health";

export const GET = route({ can: "account:manage" }, async () => ({ items: await getAccounts() }));
