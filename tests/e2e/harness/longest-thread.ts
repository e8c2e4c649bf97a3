import type { APIRequestContext } from "@playwright/test";
import { conversationPageSchema, type Conversation } from "@/lib/domain/conversation";
import type { SandboxControl } from "@/tests/integration/harness/sandbox-control";

/** The conversation of the demo's world with the most texts, and how many that are. */
export async function findLongestThread(
  sandbox: SandboxControl,
  api: APIRequestContext,
): Promise<{ conversation: Conversation; texts: number }> {
  const texts = new Map<string, number>();
  for (const { contactNumber } of (await sandbox.state()).messages) {
    texts.set(contactNumber, (texts.get(contactNumber) ?? 0) + 1);
  }
  const [number = "", most = 0] = [...texts].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const answer = await api.get("/api/conversations", { params: { view: "all", q: number } });
  const [conversation] = conversationPageSchema.parse(await answer.json()).items;
  if (!conversation) throw new Error(`Nobody with the number ${number} is in the inbox.`);
  return { conversation, texts: most };
}
