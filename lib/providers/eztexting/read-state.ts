import { ProviderError } from "../provider-error";
import type { Api } from "./api";

/**
 * The longest list isn't documented; a hundred is what the vendor's own samples use elsewhere (vendor notes
 * 2.3).
 */
const IDS_PER_CALL = 100;

type SetRead = (messageIds: string[], read: boolean) => Promise<void>;

/**
 * Marks messages as read or unread. Ids go out as they came in, as strings; `DELETE /messages` wants numbers,
 * and this call may too (inferred, vendor notes 2.3). So a 400 is answered once with numbers, and what worked
 * is kept.
 */
export function createSetRead(api: Api): SetRead {
  let asNumbers = false;

  async function mark(ids: string[], read: boolean): Promise<void> {
    const numbers = numbersOf(ids);
    if (asNumbers && numbers) return post(api, numbers, read);
    try {
      await post(api, ids, read);
    } catch (error) {
      const refused = error instanceof ProviderError && error.status === 400;
      if (!refused || !numbers) throw error;
      await post(api, numbers, read);
      asNumbers = true;
    }
  }

  return async (messageIds, read) => {
    for (let start = 0; start < messageIds.length; start += IDS_PER_CALL) {
      await mark(messageIds.slice(start, start + IDS_PER_CALL), read);
    }
  };
}

async function post(api: Api, idList: string[] | number[], read: boolean): Promise<void> {
  await api({
    method: "POST",
    path: `conversations/messages/${read ? "read" : "unread"}`,
    json: { idList },
    priority: "follow-up",
    safeToRepeat: true,
    answer: "nothing",
  });
}

/** Null when an id would change on its way through a number. */
function numbersOf(ids: string[]): number[] | null {
  const numbers = ids.map(Number);
  return ids.every((id, index) => String(numbers[index]) === id && Number.isSafeInteger(numbers[index]))
    ? numbers
    : null;
}
