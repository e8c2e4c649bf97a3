import { expect } from "vitest";
import { expectConsistency } from "@/tests/integration/harness/consistency";
import { type Desk, query } from "@/tests/integration/harness/desk";
import type { SandboxState } from "@/tests/integration/harness/sandbox-control";

/** How texts begin that were sent from the provider's own screens: all others of ours must have an author here. */
export const ELSEWHERE = "From the provider's own screen";

type Message = {
  id: string;
  pair: string;
  direction: string;
  text: string;
  at: string;
  status: string;
  media: string | null;
};
type Conversation = { pair: string; archived: boolean; unread: boolean; optedOut: boolean };

/**
 * Compares every message and every state on both sides: each text is there and here exactly once, with the same numbers,
 * words, time, delivery and picture; each conversation is archived, read and opted out on both sides or on neither; and
 * nothing is left to do or in doubt. What the provider accepted is what we show as sent, each of our sends at most once.
 */
export async function expectBothSidesEqual({ sandbox }: Desk): Promise<void> {
  const there = await sandbox.state();
  expect(await ourMessages()).toEqual(theirMessages(there));
  expect(await ourConversations()).toEqual(theirConversations(there));
  const loose = await looseEnds();
  if (loose.length > 0) expect.fail(loose.join("\n"));
  await expectConsistency();
}

function theirMessages({ messages }: SandboxState): Message[] {
  return messages
    .filter((message) => !message.deleted)
    .map((message) => ({
      id: message.id,
      pair: `+${message.userNumber} +${message.contactNumber}`,
      direction: message.inbound ? "inbound" : "outbound",
      text: message.message,
      at: new Date(message.sentAt).toISOString(),
      status: statusInOurWords(message),
      media: message.mediaUrl,
    }))
    .sort(byId);
}

function statusInOurWords({ inbound, status }: { inbound: boolean; status: string }): string {
  if (inbound) return "received";
  if (/^delivered/i.test(status)) return "delivered";
  return /^(bounced|not sent)/i.test(status) ? "failed" : "sent";
}

/** Those that the provider has, by our knowledge: what it refused or never got has no id. */
async function ourMessages(): Promise<Message[]> {
  const rows = await query<Message & { sentAt: Date }>(
    `SELECT m.provider_message_id AS id, c.user_number || ' ' || c.contact_number AS pair, m.direction::text, m.text,
       m.at AS "sentAt", m.status::text, m.media->0->>'url' AS media
     FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.provider_message_id IS NOT NULL`,
  );
  return rows.map(({ sentAt, ...row }) => ({ ...row, at: sentAt.toISOString() })).sort(byId);
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function theirConversations({ conversations }: SandboxState): Conversation[] {
  return conversations
    .map((one) => ({
      pair: `+${one.userNumber} +${one.contactNumber}`,
      archived: one.archived,
      unread: one.unreadCount > 0,
      optedOut: one.optOut,
    }))
    .sort(byPair);
}

async function ourConversations(): Promise<Conversation[]> {
  const rows = await query<Conversation>(
    `SELECT c.user_number || ' ' || c.contact_number AS pair, c.archived, c.unread_count > 0 AS unread,
       k.opted_out AS "optedOut"
     FROM conversations c JOIN contacts k ON k.id = c.contact_id
     WHERE EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = c.id AND m.provider_message_id IS NOT NULL)`,
  );
  return rows.sort(byPair);
}

function byPair(a: { pair: string }, b: { pair: string }): number {
  return a.pair < b.pair ? -1 : 1;
}

/** What would still have to happen, or should never have: one line each. */
async function looseEnds(): Promise<string[]> {
  const rows = await query<{ line: string }>(
    `SELECT format('message %s is still %s: %s', id, status, text) AS line FROM messages
       WHERE status IN ('queued', 'sending') OR (status = 'unknown' AND NOT needs_decision)
     UNION ALL SELECT format('message %s (%s) is %s without an id: %s', id, direction, status, text) FROM messages
       WHERE provider_message_id IS NULL AND status NOT IN ('queued', 'sending', 'unknown', 'failed')
     UNION ALL SELECT format('message %s was sent by nobody: %s', id, text) FROM messages
       WHERE direction = 'outbound' AND author_id IS NULL AND NOT starts_with(text, $1)
     UNION ALL SELECT format('%s of %s is not pushed: %s', field, conversation_id, problem) FROM pushes
       WHERE done_at IS NULL
     UNION ALL SELECT format('webhook %s is %s: %s', id, status, problem) FROM webhook_events WHERE status <> 'processed'
     UNION ALL SELECT format('account is %s: %s', state, error) FROM accounts WHERE state <> 'live' OR error IS NOT NULL
     UNION ALL SELECT format('job %s is given up: %s', key, last_error) FROM graphile_worker._private_jobs
       WHERE attempts >= max_attempts AND key IS NOT NULL`,
    [ELSEWHERE],
  );
  return rows.map((row) => row.line);
}
