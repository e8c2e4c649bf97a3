import { useClock } from "@/components/ui/clock";
import { formatAgo } from "@/lib/client/format-time";
import type { AccountOverview } from "@/lib/domain/account";

const states: Record<AccountOverview["webhook"], string> = {
  subscribed: "Receiving",
  pending: "Being set up",
  off: "Off, texts are looked for instead",
};

/** Whether the provider announces texts to us, and when it last did. */
export function WebhookStatus({ account }: { account: AccountOverview }) {
  const clock = useClock();
  const { webhook, lastWebhookAt } = account;
  return (
    <section>
      <h4 className="mb-1 text-meta font-medium text-text-3">Webhook</h4>
      <p className="flex items-center justify-between gap-3 tabular-nums">
        <span>{states[webhook]}</span>
        {lastWebhookAt === null && webhook === "off" ? null : (
          <span className="text-text-3">
            {lastWebhookAt === null ? "none yet" : `last one ${formatAgo(lastWebhookAt, clock)}`}
          </span>
        )}
      </p>
    </section>
  );
}
