"use client";

import { CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What shows when a page breaks in a way no pane could hold. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main role="alert" className="flex h-dvh items-center justify-center">
      <EmptyState
        icon={CloudOff}
        title="Couldn’t load this page"
        action={<Button onClick={reset}>Try again</Button>}
      >
        Your drafts are safe.
      </EmptyState>
    </main>
  );
}
