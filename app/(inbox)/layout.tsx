import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { requireActor } from "@/lib/auth/require-actor";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { healthQueries } from "@/lib/client/health-queries";
import { meQueries } from "@/lib/client/me-queries";
import { numberQueries } from "@/lib/client/number-queries";
import { getQueryClient } from "@/lib/client/query-client";
import { countConversations } from "@/lib/inbox/count-conversations";
import { listNumbers } from "@/lib/inbox/list-numbers";
import { getHealth } from "@/lib/inbox/get-health";

/** Everything behind the sign-in. What surrounds the views is read here, so that the first paint has it. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();

  const client = getQueryClient();
  client.setQueryData(meQueries.me().queryKey, actor);
  // What can't be read here, the browser asks for again, and says so where it belongs.
  await Promise.allSettled([
    client.query({ ...conversationQueries.counts(), queryFn: () => countConversations(actor) }),
    client.query({ ...numberQueries.list(), queryFn: () => listNumbers() }),
    client.query({ ...healthQueries.health(), queryFn: () => getHealth({ withNames: true }) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Shell>{children}</Shell>
    </HydrationBoundary>
  );
}
