import { Ban, Phone } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Conversation } from "@/lib/domain/conversation";
import { formatNumber } from "@/lib/domain/phone";

/** Stands in the composer's place for somebody who opted out: there is no field to write into. */
export function OptedOutLock({ conversation }: { conversation: Conversation }) {
  const name = conversation.contact?.name.split(" ")[0] ?? "They";
  return (
    <section
      aria-label="Texting is off"
      className="mx-auto flex w-full max-w-[736px] flex-wrap max-tablet:mx-2 max-tablet:w-auto items-center gap-x-3 gap-y-3 rounded-card border border-border-strong bg-bg p-4 pb-3.5"
    >
      <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-danger-tint text-danger">
        <Icon of={Ban} />
      </span>
      <div className="min-w-48 flex-1">
        <p className="font-semibold">{name} opted out. You can’t text this number.</p>
        <p className="text-text-2">
          They can opt back in by texting START to {formatNumber(conversation.userNumber)}.
        </p>
      </div>
      <Button asChild>
        <a href={`tel:${conversation.contactNumber}`}>
          <Icon of={Phone} />
          Call
        </a>
      </Button>
    </section>
  );
}
