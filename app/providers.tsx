"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/ui/clock";
import { TooltipProvider } from "@/components/ui/tooltip";
import { getQueryClient } from "@/lib/client/query-client";

interface ProvidersProps {
  /** The moment and the zone the server wrote the page with. */
  clock: { now: number; timeZone: string };
  children: ReactNode;
}

/** What every page stands in: the query cache, the address's state, the clock, tooltips. */
export function Providers({ clock, children }: ProvidersProps) {
  return (
    <QueryClientProvider client={getQueryClient()}>
      <NuqsAdapter>
        <ClockProvider initial={clock}>
          <TooltipProvider>{children}</TooltipProvider>
        </ClockProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
