import type { FailureCode, MessageStatus } from "@/lib/domain/message";
import { failureOfStatus } from "./failures";

type Delivery = {
  status: MessageStatus;
  failure: { code: FailureCode; message: string } | null;
  /** False when the wording is new to us. */
  known: boolean;
};

const FAILED = [
  /fail|error|reject|invalid|expired|blocked|cancel/i,
  /bounce|undeliver|land[\s_-]?line/i,
  /not[\s_-]*(sent|delivered)|no[\s_-]*credits/i,
  /opt(ed)?[\s_-]*out/i,
];
const ON_ITS_WAY =
  /^(queued|pending|accepted|submitted|sending|in[\s_-]progress|processing|sent|finished|complete[d]?)$/i;

/**
 * How far an outbound message has come. The values of `status` are documented for the legacy API only
 * ("Delivered - Carrier Confirmed", "Not Sent - Opted Out", "Bounced"; vendor notes 2.5): everything not
 * recognised is `sent`, and so are the provider's own queues, because what it has accepted is out of our
 * hands.
 */
export function readDelivery(status: string | null): Delivery {
  if (status === null) return { status: "sent", failure: null, known: true };
  if (FAILED.some((pattern) => pattern.test(status)))
    return { status: "failed", failure: failureOfStatus(status), known: true };
  if (/deliver/i.test(status)) return { status: "delivered", failure: null, known: true };
  if (/scheduled/i.test(status)) return { status: "scheduled", failure: null, known: true };
  return { status: "sent", failure: null, known: ON_ITS_WAY.test(status.trim()) };
}
