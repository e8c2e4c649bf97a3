import {
  CalendarClock,
  Check,
  CheckCheck,
  CircleAlert,
  CircleDashed,
  Clock,
  RotateCw,
  type LucideIcon,
} from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import type { Message } from "@/lib/domain/message";
import type { Delivery } from "./delivery";
import { useThreadActions } from "./thread-actions";
import { formatTime } from "./times";
import { useIsBefore } from "./use-is-before";

const icons: Record<Delivery["state"], LucideIcon> = {
  sending: Clock,
  waiting: Clock,
  scheduled: CalendarClock,
  sent: Check,
  delivered: CheckCheck,
  checking: CircleDashed,
  undecided: CircleDashed,
  failed: CircleAlert,
};

interface DeliveryLineProps {
  message: Message;
  delivery: Delivery | null;
  timeZone: string;
  senderName: string | null;
}

/** Under a text: who sent it, when, how far it has come, and what can be done about it. */
export function DeliveryLine({ message, delivery, timeZone, senderName }: DeliveryLineProps) {
  const firstName = senderName?.split(" ")[0];
  return (
    <>
      <div
        className={cn(
          "mt-1 flex flex-wrap items-center gap-1.5 px-1 text-meta text-text-3 tabular-nums",
          delivery && "justify-end",
        )}
      >
        {message.author ? <Avatar person={message.author} /> : null}
        {firstName ? <b className="font-medium text-text-2">{firstName}</b> : null}
        <time dateTime={message.at}>{formatTime(message.at, timeZone)}</time>
        {delivery && delivery.state !== "failed" ? <DeliveryWords delivery={delivery} /> : null}
        {message.status === "queued" && message.sendAt ? (
          <Undo message={message} sendAt={message.sendAt} />
        ) : null}
        {delivery?.state === "undecided" ? <SendAgain message={message} /> : null}
      </div>
      {delivery?.state === "failed" ? (
        <div className="mt-0.5 flex flex-wrap items-center justify-end gap-x-2 gap-y-1 px-1 text-meta">
          <DeliveryWords delivery={delivery} />
          <FailedActions message={message} />
        </div>
      ) : null}
    </>
  );
}

function DeliveryWords({ delivery: { state, words } }: { delivery: Delivery }) {
  const isUnsure = state === "checking" || state === "undecided";
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1",
        isUnsure && "text-warn",
        state === "failed" && "gap-1.5 font-medium text-danger",
      )}
    >
      <Icon of={icons[state]} size={14} className="shrink-0" />
      {words}
    </span>
  );
}

function FailedActions({ message }: { message: Message }) {
  const { retry, editAndResend } = useThreadActions();
  return (
    <>
      <Button size="small" className="h-6 px-2 text-meta" onClick={() => retry(message)}>
        <Icon of={RotateCw} size={12} />
        Retry
      </Button>
      <Button
        variant="ghost"
        size="small"
        className="-mr-1 h-6 px-1 text-meta"
        onClick={() => editAndResend(message)}
      >
        Edit and resend
      </Button>
    </>
  );
}

function SendAgain({ message }: { message: Message }) {
  const { askSendAgain } = useThreadActions();
  return (
    <Button size="small" className="h-6 px-2 text-meta" onClick={() => askSendAgain(message)}>
      Send again
    </Button>
  );
}

/** For as long as the text hasn't left. */
function Undo({ message, sendAt }: { message: Message; sendAt: string }) {
  const { undo } = useThreadActions();
  const [isAsked, setIsAsked] = useState(false);
  const isHeld = useIsBefore(sendAt);
  if (!isHeld || isAsked) return null;
  return (
    <Button
      variant="ghost"
      size="small"
      className="-my-1 -mr-1 h-6 px-1.5 text-meta text-accent-text"
      onClick={() => {
        setIsAsked(true);
        undo(message);
      }}
    >
      Undo
    </Button>
  );
}
