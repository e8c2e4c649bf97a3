import { idParams } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { getUsage } from "@/lib/inbox/account-usage";

export const GET = route({ can: "account:manage", params: idParams }, ({ params }) => getUsage(params.id));
