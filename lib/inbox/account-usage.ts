import { findAccount } from "@/lib/db/accounts";
import { limitPerMinute } from "@/lib/db/request-budget";
import { foldUsage, listUsage } from "@/lib/db/request-usage";
import type { RequestUsage } from "@/lib/domain/account";
import { notFound } from "@/lib/domain/errors";

const MINUTE_MS = 60_000;
const MINUTES = 60;
/** Minutes are kept apart for so long; older ones only count in the sums. */
const KEEP_MINUTES_MS = 25 * 60 * MINUTE_MS;

/** How an account has used its share of the request limit in the last hour, minute by minute. */
export async function getUsage(accountId: string): Promise<RequestUsage> {
  const account = await findAccount(accountId);
  if (!account) throw notFound("account");
  const thisMinute = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const first = thisMinute - (MINUTES - 1) * MINUTE_MS;
  const used = await listUsage(accountId, new Date(first));
  const minutes = Array.from({ length: MINUTES }, (_, index) => {
    const at = first + index * MINUTE_MS;
    const rows = used.filter((row) => row.at.getTime() === at);
    return {
      at: new Date(at).toISOString(),
      calls: Object.fromEntries(
        rows.filter(({ calls }) => calls > 0).map(({ priority, calls }) => [priority, calls]),
      ),
      total: rows.reduce((sum, { calls }) => sum + calls, 0),
      throttled: rows.reduce((sum, { throttled }) => sum + throttled, 0),
    };
  });
  return { limitPerMinute: Math.round(limitPerMinute(account.budgetShare)), minutes };
}

/** Once an hour: keeps the books small. */
export async function foldRequestUsage(): Promise<void> {
  await foldUsage(new Date(Date.now() - KEEP_MINUTES_MS));
}
