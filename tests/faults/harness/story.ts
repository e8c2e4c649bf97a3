import { addJobNow } from "@/lib/db/jobs";
import type { Actor } from "@/lib/domain/user";
import { archiveConversation, restoreConversation } from "@/lib/inbox/archive-conversation";
import { markRead, markUnread } from "@/lib/inbox/mark-read";
import type { Desk } from "@/tests/integration/harness/desk";
import { queueText } from "@/tests/integration/harness/sends";
import { conversationIdOf, newNumber } from "@/tests/integration/harness/texts";
import { settle } from "./settle";

type Thread = { id: string; contactNumber: string };

/** Conversations that both sides have, with one unread text each. */
export async function openThreads(desk: Desk, count: number): Promise<Thread[]> {
  const numbers = Array.from({ length: count }, newNumber);
  for (const from of numbers) await desk.sandbox.inbound({ from, text: `Hello from ${from}` });
  await desk.sandbox.control("POST", "/webhooks/release");
  await settle(desk);
  const threads = [];
  for (const contactNumber of numbers)
    threads.push({ id: await conversationIdOf(contactNumber), contactNumber });
  return threads;
}

/** A minute at the desk that needs every kind of call: `prepare` is over before trouble begins. */
export async function prepareMinute(desk: Desk, agent: Actor): Promise<() => Promise<void>> {
  const threads = await openThreads(desk, 8);
  const [answered, archived, restored, read, unread, opened, news, surprise] = threads;
  if (!answered || !archived || !restored || !read || !unread || !opened || !news || !surprise)
    throw new Error("There are too few conversations");
  await archiveConversation(agent, restored.id);
  await markRead(agent, unread.id);
  await settle(desk);
  return async () => {
    await queueText(agent, answered.id, { text: "Come by any time." });
    await queueText(agent, archived.id, { text: "Done. Bye!", archive: true });
    await restoreConversation(agent, restored.id);
    await markRead(agent, read.id);
    await markUnread(agent, unread.id);
    await addJobNow("load-thread", { conversationId: opened.id });
    await desk.sandbox.inbound({ from: news.contactNumber, text: "Any news?", picture: "tire" });
    await desk.sandbox.inbound({ from: surprise.contactNumber, text: "Nobody announces me", webhook: false });
    await desk.sandbox.control("POST", "/webhooks/release");
  };
}
