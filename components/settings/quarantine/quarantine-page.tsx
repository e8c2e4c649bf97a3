import { useInfiniteQuery } from "@tanstack/react-query";
import { CloudOff, ShieldCheck } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { quarantineQueries } from "@/lib/client/quarantine-queries";
import { CardSkeleton } from "../card-skeleton";
import { SectionTitle } from "../section-title";
import { WebhookItem } from "./webhook-item";

/** Webhooks that couldn't be taken in: what was wrong with each, what it said, and what becomes of it. */
export function QuarantinePage() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } =
    useInfiniteQuery(quarantineQueries.list());
  const webhooks = data?.pages.flatMap((page) => page.items);
  const leaving = useFocusOnNext(webhooks?.map(({ id }) => id) ?? []);

  return (
    <>
      <SectionTitle>Quarantine</SectionTitle>
      {webhooks === undefined && error ? (
        <div role="alert">
          <EmptyState
            icon={CloudOff}
            title="Couldn’t load the quarantine"
            action={<Button onClick={() => void refetch()}>Try again</Button>}
          >
            We’ll keep trying.
          </EmptyState>
        </div>
      ) : null}
      {webhooks === undefined && !error ? <CardSkeleton label="Loading the quarantine" /> : null}
      {webhooks?.length === 0 && !hasNextPage ? (
        <EmptyState icon={ShieldCheck} title="Nothing in quarantine">
          A webhook that can’t be read, or whose signature is wrong, is kept here instead of being dropped.
          You decide what becomes of it.
        </EmptyState>
      ) : null}
      {webhooks && (webhooks.length > 0 || hasNextPage) ? (
        <>
          <p className="mb-3 max-w-[640px] text-text-2">
            These webhooks couldn’t be taken in. Replay one to try again, for one after an update. A replay
            doesn’t ask for a signature any more, so look at what it says first.
          </p>
          <ul className="overflow-hidden rounded-card border border-border">
            {webhooks.map((webhook) => (
              <WebhookItem key={webhook.id} webhook={webhook} onLeaving={() => leaving(webhook.id)} />
            ))}
          </ul>
          {hasNextPage ? (
            <div className="mt-4 flex items-center justify-center gap-3">
              <Button onClick={() => void fetchNextPage()} aria-disabled={isFetchingNextPage}>
                {isFetchingNextPage ? "Loading" : "Show older"}
              </Button>
              {isFetchNextPageError ? <span role="alert">Couldn’t load them.</span> : null}
            </div>
          ) : null}
        </>
      ) : null}
    </>
  );
}

/** When the row somebody has just decided about leaves, the next one has the focus, else the one before, else the title. */
function useFocusOnNext(ids: readonly string[]): (id: string) => void {
  const left = useRef<{ id: string; neighbours: string[] } | null>(null);
  const key = ids.join();
  useLayoutEffect(() => {
    if (left.current === null || key.includes(left.current.id)) return;
    const { neighbours } = left.current;
    left.current = null;
    // After a dialog has given the focus back to where it thinks it belongs.
    const timer = setTimeout(() => {
      const rows = neighbours.map((id) => document.querySelector<HTMLElement>(`[data-webhook="${id}"]`));
      const row = rows.find((element) => element !== null);
      (row ?? document.querySelector<HTMLElement>("[data-page-title]"))?.focus();
    }, 50);
    return () => clearTimeout(timer);
  }, [key]);
  return (id) => {
    const index = ids.indexOf(id);
    const neighbours = [ids[index + 1], ids[index - 1]].filter((other) => other !== undefined);
    left.current = { id, neighbours };
  };
}
