import type { Message } from "@/lib/domain/message";

/** How far an outbound text has come, and the words for it. */
export type Delivery = {
  state: "waiting" | "scheduled" | "sending" | "sent" | "delivered" | "checking" | "undecided" | "failed";
  words: string;
};

/**
 * What can honestly be said about an outbound text. "Sent" is not "Delivered", and a lost answer is neither.
 * @param waits it can't leave this browser, for want of a connection
 * @returns null for inbound
 */
export function deliveryOf(message: Message, waits: boolean): Delivery | null {
  switch (message.status) {
    case "received":
      return null;
    case "scheduled":
      return { state: "scheduled", words: "Scheduled" };
    case "queued":
    case "sending":
      return waits
        ? { state: "waiting", words: "Waiting for connection" }
        : { state: "sending", words: "Sending" };
    case "sent":
      return { state: "sent", words: "Sent" };
    case "delivered":
      return { state: "delivered", words: "Delivered" };
    case "unknown":
      return message.needsDecision
        ? { state: "undecided", words: "Can’t confirm. Check with the customer" }
        : { state: "checking", words: "Not confirmed yet. Checking" };
    case "failed":
      return {
        state: "failed",
        words: `Not delivered. ${message.failure?.message ?? "The carrier gave no reason."}`,
      };
  }
}
