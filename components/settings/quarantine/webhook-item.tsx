import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { showActionToast } from "@/components/inbox/action-toast";
import { Button } from "@/components/ui/button";
import { useClock } from "@/components/ui/clock";
import { FormError } from "@/components/ui/form-error";
import { problemsOf } from "@/components/ui/form-problems";
import { Icon } from "@/components/ui/icon";
import { ApiError } from "@/lib/client/api";
import { replayWebhook } from "@/lib/client/change-quarantine";
import { formatMoment } from "@/lib/client/format-time";
import type { QuarantinedWebhook } from "@/lib/domain/webhook-event";
import { DiscardDialog } from "./discard-dialog";
import { formatSize } from "./format-size";
import { WebhookBody } from "./webhook-body";

interface WebhookItemProps {
  webhook: QuarantinedWebhook;
  /** It leaves the list: somebody took it in or put it away. */
  onLeaving: () => void;
}

/** A webhook in quarantine: why it is here and, opened, what it said and what can be done about it. */
export function WebhookItem({ webhook, onLeaving }: WebhookItemProps) {
  const clock = useClock();
  const client = useQueryClient();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const { problem, receivedAt, accountName, size, isSigned } = webhook;

  const replay = useMutation({
    mutationFn: () => {
      onLeaving();
      return replayWebhook(client, webhook.id);
    },
    networkMode: "always",
    onSuccess: () => showActionToast({ text: "Replayed. It has been taken in." }),
    onError: (error) => {
      // Its row is gone, and with it the place for these words.
      if (error instanceof ApiError && error.status !== 422) showActionToast({ text: error.message });
    },
  });

  return (
    <li className="border-t border-border first:border-t-0">
      <h3>
        <button
          type="button"
          data-webhook={webhook.id}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="flex w-full items-start gap-2.5 px-4 py-3 text-left hover:bg-surface-2 focus-visible:-outline-offset-2"
        >
          <Icon
            of={ChevronRight}
            className={`mt-0.5 shrink-0 text-text-3 transition-transform ${isOpen ? "rotate-90" : ""}`}
          />
          <span className="min-w-0 flex-1">
            <span className="block font-medium [overflow-wrap:anywhere]">{problem}</span>
            <span className="block text-meta text-text-3 tabular-nums [overflow-wrap:anywhere]">
              <span className="inline-block first-letter:uppercase">{formatMoment(receivedAt, clock)}</span> ·{" "}
              {accountName} · {formatSize(size)} · {isSigned ? "signed" : "not signed"}
            </span>
          </span>
        </button>
      </h3>
      <div id={id} hidden={!isOpen} className="px-4 pb-4 tablet:pl-[42px]">
        {isOpen ? <WebhookBody webhook={webhook} /> : null}
        <div className="mt-3 -mb-1 empty:hidden">
          {replay.error ? (
            <FormError>
              {replay.error instanceof ApiError
                ? `Still not taken in. ${replay.error.message}`
                : (problemsOf(replay.error).general ?? "")}
            </FormError>
          ) : null}
        </div>
        <div className="mt-3 flex gap-2">
          <Button onClick={() => !replay.isPending && replay.mutate()} aria-disabled={replay.isPending}>
            {replay.isPending ? "Replaying" : "Replay"}
          </Button>
          <Button
            variant="ghost"
            className="text-danger hover:text-danger"
            onClick={() => setDiscarding(true)}
          >
            Discard
          </Button>
        </div>
      </div>
      {isDiscarding ? (
        <DiscardDialog webhook={webhook} onLeaving={onLeaving} onClose={() => setDiscarding(false)} />
      ) : null}
    </li>
  );
}
