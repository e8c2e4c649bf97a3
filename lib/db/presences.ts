import { database } from "./database";
import { addJob } from "./jobs";

/** A window that hasn't said anything for so long is closed, or its person is away. */
export const PRESENT_FOR_MS = 60_000;

/** One window of somebody's, and what it shows. */
export type Presence = {
  /** A uuid that the window made up. */
  windowId: string;
  userId: string;
  conversationId: string | null;
  isReplying: boolean;
};

const noted = new Map<string, number>();
const NOTE_EVERY_MS = 15_000;

/**
 * Notes that somebody is using the inbox; cheap enough for every request. Whoever comes after a time without anybody
 * finds the polling slow: it looks at once.
 */
export async function notePresence(userId: string): Promise<void> {
  const now = Date.now();
  if (now - (noted.get(userId) ?? 0) < NOTE_EVERY_MS) return;
  noted.set(userId, now);
  await savePresence({ windowId: userId, userId, conversationId: null, isReplying: false });
}

/** Notes which conversation a window shows. */
export async function savePresence(presence: Presence): Promise<void> {
  const { windowId, userId, conversationId, isReplying } = presence;
  const [before] = await database().$queryRaw<{ wasQuiet: boolean }[]>`
    WITH saved AS (
      INSERT INTO presences (id, user_id, conversation_id, is_replying, seen_at)
      SELECT ${windowId}::uuid, ${userId}::uuid, c.id, ${isReplying}, now()
      FROM (SELECT 1) one LEFT JOIN conversations c ON c.id = ${conversationId}::uuid
      ON CONFLICT (id) DO UPDATE SET
        conversation_id = excluded.conversation_id, is_replying = excluded.is_replying, seen_at = excluded.seen_at
      WHERE presences.user_id = excluded.user_id
    )
    SELECT NOT EXISTS (SELECT 1 FROM presences
      WHERE seen_at > now() - ${PRESENT_FOR_MS}::float8 * interval '1 millisecond') AS "wasQuiet"`;
  if (before?.wasQuiet) await pollSooner(await listAccountIds());
  else if (conversationId) await pollSooner(await awaitsCompletion(conversationId));
}

/** The window was closed. */
export async function endPresence(windowId: string, userId: string): Promise<void> {
  await database().presence.deleteMany({ where: { id: windowId, userId } });
}

/** Forgets windows that nobody has closed. */
export async function forgetOldPresences(before: Date): Promise<void> {
  await database().presence.deleteMany({ where: { seenAt: { lt: before } } });
}

/** Polling looks for itself whether it is worth a call; this only makes it look. */
async function pollSooner(accountIds: string[]): Promise<void> {
  for (const accountId of accountIds) {
    await addJob(database(), "poll-account", { accountId }, { ifWaiting: "sooner" });
  }
}

async function listAccountIds(): Promise<string[]> {
  const rows = await database().account.findMany({ where: { removedAt: null }, select: { id: true } });
  return rows.map((row) => row.id);
}

/** The account of a conversation in which a text was announced that no list has confirmed yet. */
async function awaitsCompletion(conversationId: string): Promise<string[]> {
  const message = await database().message.findFirst({
    where: { conversationId, direction: "inbound", providerMessageId: null },
    select: { accountId: true },
  });
  return message ? [message.accountId] : [];
}
