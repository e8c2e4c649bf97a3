import { useQuery } from "@tanstack/react-query";
import { CircleAlert, RefreshCw, WifiOff, type LucideIcon } from "lucide-react";
import { Popover } from "radix-ui";
import { useClock } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { formatRowTime } from "@/lib/client/format-time";
import { healthQueries } from "@/lib/client/health-queries";
import { useConnection, type Connection } from "@/lib/client/live/connection";
import type { AccountState, Health } from "@/lib/domain/account";

/** One line about whether what's on screen is all there is. A click tells more, an account at a time. */
export function SyncLine() {
  const connection = useConnection();
  const { data: health } = useQuery(healthQueries.health());
  const { words, icon, tone, progress } = summaryOf(connection, health);
  return (
    <Popover.Root>
      <Popover.Trigger className="flex w-full shrink-0 items-center gap-2.5 rounded-control px-2 py-1.5 text-left text-meta text-text-3 hover:bg-surface-2 aria-expanded:bg-surface-2 touch:min-h-11">
        <span className="flex size-4 shrink-0 items-center justify-center">
          {icon ? (
            <Icon of={icon} size={14} className={cn(tone)} />
          ) : (
            <span className="size-[7px] rounded-full bg-accent" />
          )}
        </span>
        <span className="min-w-0 flex-1">
          <span className={cn("block truncate tabular-nums", tone)}>{words}</span>
          {progress === null ? null : (
            <span className="mt-[5px] block h-[3px] overflow-hidden rounded-full bg-surface-3">
              <span className="block h-full rounded-full bg-accent" style={{ width: `${progress * 100}%` }} />
            </span>
          )}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 w-72 animate-float-in rounded-menu bg-raised p-4 text-ui shadow-float-2 outline-none"
        >
          <AccountDetails accounts={health?.accounts ?? []} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const stateWords: Record<AccountState, string> = {
  backfilling: "Loading older conversations",
  live: "Up to date",
  lagging: "Behind",
  stopped: "Stopped",
};

function AccountDetails({ accounts }: { accounts: Health["accounts"] }) {
  const clock = useClock();
  if (accounts.length === 0) return <p className="text-text-2">No account is connected yet.</p>;
  return (
    <ul className="flex flex-col gap-3">
      {accounts.map(({ id, name, state, progress, lastSyncAt, error }) => (
        <li key={id}>
          <p className="font-medium">{name ?? "Account"}</p>
          <p className={state === "stopped" ? "text-danger" : "text-text-2"}>
            {stateWords[state]}
            {progress && state === "backfilling" ? `, ${ofTotal(progress)}` : ""}
          </p>
          {error ? <p className="text-text-2">{error}</p> : null}
          <p className="text-meta text-text-3">
            {lastSyncAt === null ? "Not synced yet" : `Last sync ${formatRowTime(lastSyncAt, clock)}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

interface Summary {
  words: string;
  /** null: the plain dot. */
  icon: LucideIcon | null;
  tone?: string;
  /** 0 to 1. */
  progress: number | null;
}

function summaryOf(connection: Connection, health: Health | undefined): Summary {
  if (connection.kind === "offline")
    return { words: "Offline", icon: WifiOff, tone: "text-warn", progress: null };
  if (connection.kind === "reconnecting") return { words: "Reconnecting", icon: RefreshCw, progress: null };
  if (!health) return { words: "Connecting", icon: RefreshCw, progress: null };
  if (health.accounts.some(({ state }) => state === "stopped")) {
    return { words: "Account stopped", icon: CircleAlert, tone: "text-danger", progress: null };
  }
  const total = sum(health, "total");
  if (total > 0) {
    const done = sum(health, "done");
    return {
      words: `Syncing ${ofTotal({ done, total })}`,
      icon: RefreshCw,
      progress: Math.min(1, done / total),
    };
  }
  if (health.accounts.some(({ state }) => state === "backfilling")) {
    return { words: "Syncing", icon: RefreshCw, progress: null };
  }
  if (health.accounts.some(({ state }) => state === "lagging")) {
    return { words: "Sync is behind", icon: RefreshCw, tone: "text-warn", progress: null };
  }
  return { words: "Up to date", icon: null, progress: null };
}

function sum(health: Health, part: "done" | "total"): number {
  return health.accounts.reduce(
    (total, account) => total + (account.state === "backfilling" ? (account.progress?.[part] ?? 0) : 0),
    0,
  );
}

function ofTotal({ done, total }: { done: number; total: number }): string {
  return `${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")}`;
}
