import type { Metadata } from "next";
import { Compass } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found · Replydesk" };

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="flex h-dvh items-center justify-center">
      <EmptyState
        icon={Compass}
        title="Nothing is here"
        action={
          <Button asChild>
            <Link href="/">Go to Needs reply</Link>
          </Button>
        }
      >
        The address may be wrong, or what was here is gone.
      </EmptyState>
    </main>
  );
}
