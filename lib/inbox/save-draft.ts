import { findConversation } from "@/lib/db/conversations";
import { database } from "@/lib/db/database";
import { deleteDraft, type Draft, type DraftKind, readDrafts, upsertDraft } from "@/lib/db/drafts";
import { cleanText } from "@/lib/domain/clean-text";
import { notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/domain/user";

/** What this person has begun to write here and not sent: one text and one note. */
export async function getDrafts(
  actor: Actor,
  conversationId: string,
): Promise<Record<DraftKind, Draft | null>> {
  return readDrafts(actor.id, conversationId);
}

/** Keeps what somebody is writing. An empty text is no draft. */
export async function saveDraft(
  actor: Actor,
  conversationId: string,
  kind: DraftKind,
  text: string,
): Promise<void> {
  if (!(await findConversation(conversationId))) throw notFound("conversation");
  const key = { userId: actor.id, conversationId, kind };
  const clean = cleanText(text);
  if (clean === "") await deleteDraft(database(), key);
  else await upsertDraft(key, clean);
}

export async function discardDraft(actor: Actor, conversationId: string, kind: DraftKind): Promise<void> {
  await deleteDraft(database(), { userId: actor.id, conversationId, kind });
}
