import { useQuery } from "@tanstack/react-query";
import { CloudOff, Plug, Plus } from "lucide-react";
import { useState } from "react";
import { SectionTitle } from "@/components/settings/section-title";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { accountQueries } from "@/lib/client/account-queries";
import { AccountCard } from "./account-card";
import { CardSkeleton } from "../card-skeleton";
import { ConnectDialog } from "./connect-dialog";
import { NumbersCard } from "./numbers-card";

/** The accounts whose texts come here: how each does, and the way to connect one. */
export function AccountsPage() {
  const { data: accounts, error, refetch } = useQuery(accountQueries.list());
  const [isConnecting, setConnecting] = useState(false);
  const connect = () => setConnecting(true);
  return (
    <>
      <SectionTitle
        action={
          accounts && accounts.length > 0 ? (
            <Button variant="primary" onClick={connect}>
              <Icon of={Plus} />
              Connect account
            </Button>
          ) : null
        }
      >
        Accounts
      </SectionTitle>
      {accounts === undefined && error ? (
        <div role="alert">
          <EmptyState
            icon={CloudOff}
            title="Couldn’t load the accounts"
            action={<Button onClick={() => void refetch()}>Try again</Button>}
          >
            We’ll keep trying.
          </EmptyState>
        </div>
      ) : null}
      {accounts === undefined && !error ? <CardSkeleton label="Loading accounts" /> : null}
      {accounts?.length === 0 ? (
        <EmptyState
          icon={Plug}
          title="No account yet"
          action={
            <Button variant="primary" onClick={connect}>
              Connect account
            </Button>
          }
        >
          Connect EZ Texting to load your conversations.
        </EmptyState>
      ) : null}
      {accounts && accounts.length > 0 ? (
        <div className="flex flex-col gap-4">
          {accounts.map((account) => (
            <AccountCard key={account.id} account={account} />
          ))}
          <NumbersCard accounts={accounts} />
        </div>
      ) : null}
      {isConnecting ? <ConnectDialog onClose={() => setConnecting(false)} /> : null}
    </>
  );
}
