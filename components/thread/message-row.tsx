import { cva } from "class-variance-authority";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { Message } from "@/lib/domain/message";
import { deliveryOf } from "./delivery";
import { DeliveryLine } from "./delivery-line";
import { MessageMedia } from "./message-media";
import { MessageText } from "./message-text";
import { formatTime } from "./times";

const bubble = cva("max-w-full min-w-0 overflow-hidden rounded-bubble text-touch tablet:text-body", {
  variants: {
    side: { inbound: "bg-bubble-in", outbound: "rounded-br-joined bg-bubble-out" },
    isFailed: { true: "bg-surface shadow-[inset_0_0_0_1px_var(--danger-line)]" },
    joinsAbove: { true: "" },
    joinsBelow: { true: "" },
  },
  compoundVariants: [
    { side: "inbound", joinsAbove: true, class: "rounded-tl-joined" },
    { side: "inbound", joinsBelow: true, class: "rounded-bl-joined" },
    { side: "outbound", joinsAbove: true, class: "rounded-tr-joined" },
  ],
});

interface MessageRowProps {
  message: Message;
  contactName: string;
  timeZone: string;
  joinsAbove: boolean;
  joinsBelow: boolean;
  /** It can't leave this browser for want of a connection. */
  waits: boolean;
  /** Names the contact beside the time too. */
  namesContact?: boolean;
}

/** One text of the thread: theirs on the left, ours on the right, with what is known about it below. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, contactName, timeZone, joinsAbove, joinsBelow, waits, namesContact = false } = props;
  const isOurs = message.direction === "outbound";
  const delivery = deliveryOf(message, waits);
  const sender = isOurs ? (message.author?.name ?? "Us") : contactName;
  const label = [sender, formatTime(message.at, timeZone), delivery?.words].filter(Boolean).join(", ");

  return (
    <article
      aria-label={label}
      data-message-id={message.id}
      data-direction={message.direction}
      data-status={message.status}
      className={cn("flex flex-col", isOurs ? "items-end" : "items-start", joinsAbove ? "mt-[3px]" : "mt-3")}
    >
      <div
        className={cn(
          "flex max-w-[84%] flex-col tablet:max-w-[86%] desk:max-w-[78%]",
          isOurs ? "items-end" : "items-start",
        )}
      >
        <div
          className={bubble({
            side: message.direction,
            isFailed: message.status === "failed",
            joinsAbove,
            joinsBelow,
          })}
        >
          <MessageMedia message={message} sender={sender} />
          {message.text === "" ? null : (
            <div
              className={cn("px-3 py-2", message.media.length > 0 && "max-w-[240px] tablet:max-w-[264px]")}
            >
              <MessageText text={message.text} />
            </div>
          )}
        </div>
      </div>
      {joinsBelow ? null : (
        <DeliveryLine
          message={message}
          delivery={delivery}
          timeZone={timeZone}
          senderName={isOurs ? (message.author?.name ?? null) : namesContact ? contactName : null}
        />
      )}
    </article>
  );
});
