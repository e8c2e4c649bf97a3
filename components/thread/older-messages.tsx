import { Button } from "@/components/ui/button";

interface OlderMessagesProps {
  isLoading: boolean;
  hasFailed: boolean;
  load: () => void;
}

/** The top of a thread that goes on. It keeps its height, so that what is below never moves for it. */
export function OlderMessages({ isLoading, hasFailed, load }: OlderMessagesProps) {
  return (
    <div className="flex h-12 shrink-0 items-center justify-center gap-2 text-meta text-text-3">
      {isLoading ? <span className="animate-appear-late">Loading older messages</span> : null}
      {hasFailed && !isLoading ? (
        <>
          Couldn’t load older messages.
          <Button size="small" onClick={load}>
            Try again
          </Button>
        </>
      ) : null}
    </div>
  );
}
