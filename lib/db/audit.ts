import type { Transaction } from "./database";

/** What happened, as a noun and a past verb. */
export type AuditAction =
  | "conversation.archived"
  | "conversation.restored"
  | "conversation.restored_by_text"
  | "conversation.push_retried"
  | "conversation.read"
  | "conversation.unread"
  | "conversation.assigned"
  | "conversation.unassigned"
  | "message.queued"
  | "message.cancelled"
  | "message.retried"
  | "message.sent_anyway"
  | "user.added"
  | "user.changed"
  | "account.added"
  | "account.changed"
  | "account.disconnected"
  | "account.tested"
  | "account.sync_requested"
  | "webhook_event.replayed"
  | "webhook_event.discarded";

/** Adds to the audit, in the transaction of what it tells about. `userId: null` is the system itself. */
export async function audit(
  tx: Transaction,
  entry: {
    action: AuditAction;
    userId: string | null;
    conversationId?: string;
    details?: Record<string, string | number | boolean | null>;
  },
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      action: entry.action,
      userId: entry.userId,
      conversationId: entry.conversationId ?? null,
      details: entry.details ?? {},
    },
  });
}
