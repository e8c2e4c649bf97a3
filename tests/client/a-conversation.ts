import type { ListPages } from "@/lib/client/place-conversation";
import type { Conversation } from "@/lib/domain/conversation";

/** A conversation whose customer waits; every test says only what it is about. */
export function aConversation(parts: Partial<Conversation> = {}): Conversation {
  const at = parts.lastMessageAt ?? "2026-11-20T16:00:00.000Z";
  return {
    id: "a",
    accountId: "account",
    provider: "eztexting",
    userNumber: "+15035550110",
    userNumberName: "Downtown",
    contactNumber: "+15035550163",
    contact: { id: "contact", name: "Dana Whitfield" },
    lastMessage: {
      id: "message",
      direction: "inbound",
      text: "Any chance it's ready by 3?",
      hasMedia: false,
      author: null,
      at,
      status: "received",
    },
    lastMessageAt: at,
    unreadCount: 1,
    archived: false,
    assignee: null,
    labels: [],
    snoozedUntil: null,
    waitingSince: at,
    optedOut: false,
    pushProblem: null,
    revision: "1",
    ...parts,
  };
}

/** Minutes past eight, so that tests read as an order. */
export function minute(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 20, 8, minutes)).toISOString();
}

/** A cached list of these pages. `more` says that the server has further ones. */
export function aList(pages: Conversation[][], { more = false } = {}): ListPages {
  return {
    pages: pages.map((items, index) => ({
      items,
      nextCursor: index < pages.length - 1 || more ? `cursor ${index}` : null,
    })),
    pageParams: pages.map((_, index) => (index === 0 ? null : `cursor ${index - 1}`)),
  };
}

export function idsOf(list: ListPages): string[][] {
  return list.pages.map((page) => page.items.map((item) => item.id));
}
