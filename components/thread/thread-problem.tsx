import { CloudOff, MessageSquareOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

interface ThreadProblemProps {
  isMissing: boolean;
  onRetry: () => void;
  /** Phone: back to the list. */
  onBack: () => void;
}

/** A thread that can't be shown: what happened, and what can be done. The panes beside it go on working. */
export function ThreadProblem({ isMissing, onRetry, onBack }: ThreadProblemProps) {
  return (
    <div role="alert" className="flex min-h-0 flex-1 items-center justify-center">
      {isMissing ? (
        <EmptyState
          icon={MessageSquareOff}
          title="This conversation doesn’t exist"
          action={
            <Button className="tablet:hidden" onClick={onBack}>
              Back to the list
            </Button>
          }
        >
          It was removed, or the address is wrong.
        </EmptyState>
      ) : (
        <EmptyState
          icon={CloudOff}
          title="Couldn’t load this conversation"
          action={<Button onClick={onRetry}>Try again</Button>}
        >
          Your draft is safe. We’ll keep trying.
        </EmptyState>
      )}
    </div>
  );
}
