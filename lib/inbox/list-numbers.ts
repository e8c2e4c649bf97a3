import { listUserNumbers } from "@/lib/db/view-counts";
import type { UserNumber } from "@/lib/domain/conversation";

/** Our own numbers, each with how many customers wait for a reply on it. */
export async function listNumbers(): Promise<UserNumber[]> {
  return listUserNumbers();
}
