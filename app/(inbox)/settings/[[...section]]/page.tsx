import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { SettingsScreen } from "@/components/settings/settings-screen";
import { isSection } from "@/components/settings/settings-sections";
import { requireActor } from "@/lib/auth/require-actor";
import { accountQueries } from "@/lib/client/account-queries";
import { QUARANTINE_PAGE_SIZE, quarantineQueries } from "@/lib/client/quarantine-queries";
import { getQueryClient } from "@/lib/client/query-client";
import { can } from "@/lib/domain/permissions";
import { listAccountOverviews } from "@/lib/inbox/list-account-overviews";
import { listQuarantine } from "@/lib/inbox/quarantine";

interface SettingsPageProps {
  params: Promise<{ section?: string[] }>;
}

/** `/settings` and `/settings/{section}`: reads what the address shows, for the first paint. From then on the browser does. */
export default async function SettingsPage({ params }: SettingsPageProps) {
  const { section: path = [] } = await params;
  const [section, ...rest] = path;
  if ((section !== undefined && !isSection(section)) || rest.length > 0) notFound();

  const actor = await requireActor();
  const client = getQueryClient();
  // What can't be read here, the browser asks for again, and says so where it belongs.
  await Promise.allSettled([
    ...(can(actor, "account:manage")
      ? [client.query({ ...accountQueries.list(), queryFn: () => listAccountOverviews() })]
      : []),
    ...(can(actor, "webhook:manage") && section === "quarantine"
      ? [
          client.infiniteQuery({
            ...quarantineQueries.list(),
            queryFn: ({ pageParam }) =>
              listQuarantine({ limit: QUARANTINE_PAGE_SIZE, cursor: pageParam ?? undefined }),
          }),
        ]
      : []),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SettingsScreen />
    </HydrationBoundary>
  );
}
