import type { Message } from "./rows";

/**
 * The vendor documents a `status` field and none of its values: these are inferred. A send moves through
 * upper-case words; some end in the words of the older API ("Delivered - Carrier Confirmed",
 * "Not Sent - No Credits" …), so that a reader has to know both kinds.
 */
export const RECEIVED = "RECEIVED";
export const SCHEDULED = "SCHEDULED";
export const QUEUED = "QUEUED";
export const SENT = "SENT";
export const DELIVERED = "DELIVERED";
export const CARRIER_CONFIRMED = "Delivered - Carrier Confirmed";
export const DEVICE_CONFIRMED = "Delivered - Device Confirmed";
export const BOUNCED = "BOUNCED";
export const NO_CREDITS = "Not Sent - No Credits";
export const OPTED_OUT = "Not Sent - Opted Out";

/** The status that is true at `now`. Nothing announces a change: it is seen by asking again. */
export function statusAt(message: Message, now: number): string {
  let status = message.statuses[0]?.[1] ?? QUEUED;
  for (const [at, next] of message.statuses) if (at <= now) status = next;
  return status;
}

/** Scheduled for later and not gone out yet. */
export function isPending(message: Message, now: number): boolean {
  return !message.inbound && statusAt(message, now) === SCHEDULED;
}

/** The four outcomes that reports count. */
export function outcome(status: string): "delivered" | "bounced" | "optedOut" | "noCredits" | "pending" {
  if (/^delivered/i.test(status)) return "delivered";
  if (/^bounced/i.test(status)) return "bounced";
  if (status === OPTED_OUT) return "optedOut";
  return status === NO_CREDITS ? "noCredits" : "pending";
}
