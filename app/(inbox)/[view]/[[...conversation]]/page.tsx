import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { InboxScreen } from "@/components/inbox/inbox-screen";
import { loadListParameters, toFilter } from "@/components/inbox/list-parameters";
import { isView } from "@/components/inbox/views";
import { requireActor } from "@/lib/auth/require-actor";
import { conversationQueries, LIST_PAGE_SIZE, TIMELINE_PAGE_SIZE } from "@/lib/client/conversation-queries";
import { getQueryClient } from "@/lib/client/query-client";
import { getConversation } from "@/lib/inbox/get-conversation";
import { listConversations } from "@/lib/inbox/list-conversations";
import { listTimeline } from "@/lib/inbox/list-timeline";

interface InboxPageProps {
  params: Promise<{ view: string; conversation?: string[] }>;
  searchParams: Promise<SearchParams>;
}

/** `/{view}` and `/{view}/{conversationId}`: reads what the address shows, for the first paint. From then on the browser does. */
export default async function InboxPage({ params, searchParams }: InboxPageProps) {
  const { view, conversation = [] } = await params;
  const [id, ...rest] = conversation;
  if (!isView(view) || rest.length > 0) notFound();

  const actor = await requireActor();
  const filter = toFilter(view, await loadListParameters(searchParams));
  const client = getQueryClient();
  // What can't be read here, the browser asks for again, and says so where it belongs.
  await Promise.allSettled([
    client.infiniteQuery({
      ...conversationQueries.list(filter),
      queryFn: ({ pageParam }) =>
        listConversations(actor, filter, { limit: LIST_PAGE_SIZE, cursor: pageParam }),
    }),
    ...(id === undefined
      ? []
      : [
          client.query({ ...conversationQueries.detail(id), queryFn: () => getConversation(id) }),
          client.infiniteQuery({
            ...conversationQueries.timeline(id),
            queryFn: () => listTimeline(id, { limit: TIMELINE_PAGE_SIZE, before: null, after: null }),
          }),
        ]),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InboxScreen />
    </HydrationBoundary>
  );
}
