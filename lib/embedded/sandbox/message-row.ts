import type { Message } from "./rows";
import type { Sandbox } from "./sandbox";
import { mediaUrl } from "./media";
import { isPending, statusAt } from "./statuses";
import { vendorTime } from "./vendor-time";

/** A message as threads and lists show it: the documented fields and no others (no `unread` among them). */
export function messageRow(sandbox: Sandbox, message: Message) {
  return {
    id: message.id,
    messageGroupId: message.groupId,
    userNumber: message.userNumber,
    contactNumber: message.contactNumber,
    inbound: message.inbound,
    message: message.text,
    type: messageType(message),
    status: statusAt(message, sandbox.clock.now()),
    sentAt: vendorTime(message.sentAt),
    mediaUrl: mediaUrl(sandbox, message.media),
    group: false,
    optIn: message.optIn,
    optOut: message.optOut,
  };
}

/** Lower case in answers, though POST takes upper case (vendor notes 2.2). */
export function messageType(message: Message): "sms" | "mms" {
  return message.media ? "mms" : "sms";
}

/** In threads and conversations: there, and neither deleted nor still scheduled (the last is inferred). */
export function isListed(message: Message, now: number): boolean {
  return message.visibleAt <= now && !message.deleted && !isPending(message, now);
}
