import { database, type Transaction } from "./database";

export type DraftKind = "message" | "note";
export type DraftKey = { userId: string; conversationId: string; kind: DraftKind };
export type Draft = { text: string; updatedAt: string };

export async function readDrafts(
  userId: string,
  conversationId: string,
): Promise<Record<DraftKind, Draft | null>> {
  const rows = await database().draft.findMany({ where: { userId, conversationId } });
  const of = (kind: DraftKind): Draft | null => {
    const row = rows.find((one) => one.kind === kind);
    return row ? { text: row.text, updatedAt: row.updatedAt.toISOString() } : null;
  };
  return { message: of("message"), note: of("note") };
}

export async function upsertDraft(key: DraftKey, text: string): Promise<void> {
  await database().draft.upsert({
    where: { userId_conversationId_kind: key },
    create: { ...key, text },
    update: { text, updatedAt: new Date() },
  });
}

export async function deleteDraft(tx: Transaction, key: DraftKey): Promise<void> {
  await tx.draft.deleteMany({ where: key });
}
