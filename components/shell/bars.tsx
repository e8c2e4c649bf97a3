import { useIsMutating, useQuery } from "@tanstack/react-query";
import { Check, CircleAlert, Clock, RefreshCw, WifiOff, type LucideIcon } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { ViewLink } from "@/components/inbox/view-link";
import { SETTINGS_PATH } from "@/components/settings/settings-sections";
import { useClock } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { formatSince } from "@/lib/client/format-time";
import { healthQueries } from "@/lib/client/health-queries";
import { useConnection } from "@/lib/client/live/connection";
import { meQueries } from "@/lib/client/me-queries";
import { providerNames } from "@/lib/client/provider-names";
import { can } from "@/lib/domain/permissions";

/** A hiccup shorter than this isn't worth a word. */
const WORTH_SAYING_MS = 2_000;

/** What stands between people and their conversations just now, each in one line across the top. */
export function Bars({ onRetryNow }: { onRetryNow: () => void }) {
  return (
    <>
      <ConnectionBar onRetryNow={onRetryNow} />
      <AccountBars />
    </>
  );
}

function ConnectionBar({ onRetryNow }: { onRetryNow: () => void }) {
  const connection = useConnection();
  const waiting = useIsMutating({ predicate: (mutation) => mutation.state.isPaused });
  const isWorthSaying = useLasts(connection.kind === "reconnecting", WORTH_SAYING_MS);

  if (connection.kind === "offline") {
    return (
      <Bar icon={WifiOff} tone="warn" urgent end={waiting > 0 ? `${waiting} waiting` : null}>
        <b className="font-semibold">You’re offline.</b> Texts you send will wait here.
      </Bar>
    );
  }
  if (connection.kind === "reconnecting" && isWorthSaying) {
    const retry = (
      <button type="button" onClick={onRetryNow} className="h-full font-medium text-accent-text touch:px-2">
        Retry now
      </button>
    );
    return (
      <Bar icon={RefreshCw} tone="plain" end={retry}>
        Reconnecting. <Countdown until={connection.retryAt} />
      </Bar>
    );
  }
  if (connection.kind === "back") {
    const { newMessages } = connection;
    return (
      <Bar icon={Check} tone="good">
        Back online.
        {newMessages > 0 ? ` ${newMessages} new ${newMessages === 1 ? "message" : "messages"} loaded` : ""}
      </Bar>
    );
  }
  return null;
}

function AccountBars() {
  const { data: health } = useQuery(healthQueries.health());
  const { data: me } = useQuery(meQueries.me());
  const clock = useClock();
  const mayMend = me !== undefined && can(me, "account:manage");
  return health?.accounts.map(({ id, name, provider, state, error, stoppedAt }) => {
    const who = name ?? "this account";
    if (state === "stopped") {
      return (
        <Bar
          key={id}
          icon={CircleAlert}
          tone="danger"
          end={
            mayMend ? (
              <ViewLink
                href={SETTINGS_PATH}
                className="relative font-medium text-text underline touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3"
              >
                Update password
              </ViewLink>
            ) : null
          }
        >
          <b className="font-semibold">{providerNames[provider]} rejected the username or password.</b> No
          texts arrive or go out on {who}
          {stoppedAt ? ` since ${formatSince(stoppedAt, clock)}` : ""}.
          {mayMend ? "" : " Ask an admin to update it."}
        </Bar>
      );
    }
    if (state === "lagging") {
      return (
        <Bar key={id} icon={Clock} tone="warn">
          {error ?? `${name ?? "An account"} is behind. Sending continues, sync is slower`}
        </Bar>
      );
    }
    return null;
  });
}

const tones = {
  warn: "border-warn-line bg-warn-tint [&_svg]:text-warn",
  danger: "border-danger-line bg-danger-tint [&_svg]:text-danger",
  good: "border-accent-line bg-accent-tint [&_svg]:text-accent-text",
  plain: "border-border bg-surface-2 [&_svg]:text-text-2",
};

interface BarProps {
  icon: LucideIcon;
  tone: keyof typeof tones;
  /** Read out at once, rather than when the reader pauses. */
  urgent?: boolean;
  end?: ReactNode;
  children: ReactNode;
}

function Bar({ icon, tone, urgent = false, end, children }: BarProps) {
  return (
    <div
      role={urgent ? "alert" : "status"}
      className={cn(
        "flex min-h-8 shrink-0 items-center gap-2 border-b px-4 py-1 text-meta text-text tablet:px-5",
        tones[tone],
      )}
    >
      <Icon of={icon} size={14} className="shrink-0" />
      <p className="min-w-0 flex-1">{children}</p>
      {end ? <div className="shrink-0 text-text-2">{end}</div> : null}
    </div>
  );
}

/** Seconds until the next try. Not part of what is read out: it would be read every second. */
function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(1, Math.ceil((until - now) / 1000));
  return (
    <span aria-hidden className="tabular-nums">
      Retrying in {seconds} s
    </span>
  );
}

/** Whether something has been so for a while. */
function useLasts(isSo: boolean, forMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLasts(true), forMs);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo, forMs]);
  return lasts;
}
