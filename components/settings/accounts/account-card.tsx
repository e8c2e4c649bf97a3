import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useClock } from "@/components/ui/clock";
import type { AccountOverview } from "@/lib/domain/account";
import { testedWords, tileOf, whoSignsIn } from "./account-words";
import { ConnectionChecks } from "./connection-checks";
import { DisconnectDialog } from "./disconnect-dialog";
import { EditDialog } from "./edit-dialog";
import { FromEnvironmentNote } from "./from-environment-note";
import { OpenMatters } from "./open-matters";
import { PasswordDialog } from "./password-dialog";
import { RejectedBox } from "./rejected-box";
import { RequestRate } from "./request-rate";
import { StateBadge } from "./state-badge";
import { SyncAgainDialog } from "./sync-again-dialog";
import { SyncStatus } from "./sync-status";
import { UsageChart } from "./usage-chart";
import { useConnectionTest } from "./use-connection-test";
import { WebhookStatus } from "./webhook-status";

const dialogs = {
  password: PasswordDialog,
  edit: EditDialog,
  disconnect: DisconnectDialog,
  sync: SyncAgainDialog,
};

/** One account: whether it works, how its synchronisation goes, what it costs, and everything one can do with it. */
export function AccountCard({ account }: { account: AccountOverview }) {
  const clock = useClock();
  const [opened, setOpened] = useState<keyof typeof dialogs | null>(null);
  const test = useConnectionTest(account.id);
  const isStopped = account.state === "stopped";
  const OpenDialog = opened === null ? null : dialogs[opened];
  const checks = <ConnectionChecks test={account.lastTest} isTesting={test.isTesting} />;
  const titleId = `account-${account.id}`;

  return (
    <article aria-labelledby={titleId} className="rounded-card border border-border p-4 tablet:px-5">
      <header className="flex items-start gap-3">
        <span
          aria-hidden
          className="flex size-9 shrink-0 items-center justify-center rounded-menu bg-surface-2 text-meta font-[650] text-text-2"
        >
          {tileOf(account)}
        </span>
        <div className="min-w-0 flex-1">
          <h3 id={titleId} className="font-semibold [overflow-wrap:anywhere]">
            {account.name}
          </h3>
          <p className="text-text-2 [overflow-wrap:anywhere]">{whoSignsIn(account)}</p>
        </div>
        <StateBadge state={account.state} />
      </header>

      {isStopped ? (
        <>
          <RejectedBox account={account} onUpdate={() => setOpened("password")} />
          {test.isTesting || account.lastTest ? <div className="mt-4">{checks}</div> : null}
        </>
      ) : (
        <>
          <div className="mt-4 grid gap-x-12 gap-y-5 border-t border-border pt-4 desk:grid-cols-2">
            {checks}
            <div className="flex flex-col gap-3">
              <SyncStatus account={account} onSynchroniseAgain={() => setOpened("sync")} />
              <RequestRate account={account} />
              <WebhookStatus account={account} />
            </div>
          </div>
          <div className="mt-4">
            <UsageChart accountId={account.id} />
          </div>
        </>
      )}

      <div className="mt-4 flex flex-col gap-3 empty:hidden">
        <OpenMatters account={account} />
        <FromEnvironmentNote account={account} />
      </div>

      <footer className="mt-4 flex flex-wrap items-center gap-x-2 gap-y-3">
        <Button onClick={test.run} aria-disabled={test.isTesting}>
          Test connection
        </Button>
        {isStopped ? null : (
          <Button onClick={() => setOpened("password")}>
            {account.authMethod === "basic" ? "Change password" : "Change app secret"}
          </Button>
        )}
        <Button onClick={() => setOpened("edit")}>Edit</Button>
        <p className="min-w-40 flex-1 pl-1 text-text-2 max-desk:order-last max-desk:basis-full max-desk:pl-0">
          <span role="status">{test.outcome}</span>
          {account.lastTest && !test.isTesting ? (
            <span className="text-text-3">
              {test.outcome === null ? "" : " · "}
              {testedWords(account.lastTest, clock)}
            </span>
          ) : null}
        </p>
        <Button
          variant="ghost"
          className="ml-auto text-danger hover:text-danger"
          onClick={() => setOpened("disconnect")}
        >
          Disconnect
        </Button>
      </footer>

      {OpenDialog ? <OpenDialog account={account} onClose={() => setOpened(null)} /> : null}
    </article>
  );
}
