import { Check, CircleAlert, RefreshCw, type LucideIcon } from "lucide-react";
import { useClock } from "@/components/ui/clock";
import { Icon } from "@/components/ui/icon";
import { Meter } from "@/components/ui/meter";
import { formatAgo } from "@/lib/client/format-time";
import type { AccountOverview } from "@/lib/domain/account";
import { formatAmount } from "./account-words";
import { TextButton } from "./text-button";

interface SyncStatusProps {
  account: AccountOverview;
  onSynchroniseAgain: () => void;
}

/** Whether everything the provider has is here, and a way to have it read again. */
export function SyncStatus({ account, onSynchroniseAgain }: SyncStatusProps) {
  const clock = useClock();
  const { state, progress, error, lastSyncAt } = account;
  const isSyncing = state === "backfilling";
  const last = lastSyncAt === null ? "not synced yet" : `last sync ${formatAgo(lastSyncAt, clock)}`;
  return (
    <section>
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <h4 className="text-meta font-medium text-text-3">Sync</h4>
        {isSyncing ? null : <TextButton onClick={onSynchroniseAgain}>Synchronise again</TextButton>}
      </div>
      {isSyncing ? (
        <>
          <Line icon={RefreshCw} end={progress ? `${percentOf(progress)} %` : null}>
            {progress
              ? `Syncing ${formatAmount(progress.done)} of ${formatAmount(progress.total)}`
              : "Syncing"}
          </Line>
          <Meter share={progress ? progress.done / Math.max(1, progress.total) : 0} />
        </>
      ) : (
        <Line
          icon={state === "live" ? Check : CircleAlert}
          tone={state === "live" ? "good" : "warn"}
          end={last}
        >
          {state === "live" ? "Up to date" : "Behind"}
        </Line>
      )}
      {state === "lagging" && error !== null ? <p className="mt-0.5 text-meta text-text-2">{error}</p> : null}
    </section>
  );
}

function percentOf({ done, total }: { done: number; total: number }): number {
  return Math.min(100, Math.floor((done / Math.max(1, total)) * 100));
}

interface LineProps {
  icon: LucideIcon;
  tone?: "good" | "warn";
  end: string | null;
  children: string;
}

function Line({ icon, tone, end, children }: LineProps) {
  const color = tone === undefined ? "text-text-2" : tone === "good" ? "text-accent-text" : "text-warn";
  return (
    <p className="flex min-h-6 items-center gap-2.5 tabular-nums">
      <Icon of={icon} className={`shrink-0 ${color}`} />
      <span className="min-w-0 flex-1">{children}</span>
      {end === null ? null : <span className="shrink-0 text-text-3">{end}</span>}
    </p>
  );
}
