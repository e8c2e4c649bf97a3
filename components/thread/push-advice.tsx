import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { problemsOf } from "@/components/ui/form-problems";
import { providerNames } from "@/lib/client/provider-names";
import { pushAgain } from "@/lib/client/push-again";
import type { Conversation } from "@/lib/domain/conversation";

/** Says under the header that the provider didn't take a change made here, and lets people have it tried again. */
export function PushAdvice({ conversation }: { conversation: Conversation }) {
  const client = useQueryClient();
  const push = useMutation({ mutationFn: () => pushAgain(client, conversation.id), networkMode: "always" });
  const { pushProblem, provider } = conversation;
  if (pushProblem === null) return null;
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2.5 border-b border-warn-line bg-warn-tint px-4 py-1.5 text-meta tablet:px-5 desk:px-6"
    >
      <Icon of={CloudOff} size={14} className="shrink-0 text-warn" />
      <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <b className="font-semibold">{providerNames[provider]} doesn’t have this change:</b> {pushProblem}
        {push.error ? ` Couldn’t try again. ${problemsOf(push.error).general ?? ""}` : ""}
      </p>
      <Button
        size="small"
        className="h-6 px-2 text-meta"
        onClick={() => !push.isPending && push.mutate()}
        aria-disabled={push.isPending}
      >
        {push.isPending ? "Trying" : "Try again"}
      </Button>
    </div>
  );
}
