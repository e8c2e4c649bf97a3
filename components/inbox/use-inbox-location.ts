import { usePathname } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { ConversationFilter, View } from "@/lib/domain/conversation";
import { listParameters, toFilter, type ListParameters } from "./list-parameters";
import { HOME_VIEW, isView } from "./views";

interface InboxLocation {
  /** Whether the address is one of the inbox; elsewhere the rest says what the inbox would open with. */
  isInbox: boolean;
  view: View;
  conversationId: string | null;
  parameters: ListParameters;
  filter: ConversationFilter;
}

/** Where the person is: `/{view}/{conversationId}?unread=…`. The address is the only place this is kept. */
export function useInboxLocation(): InboxLocation {
  const [first, second] = usePathname().split("/").filter(Boolean);
  const [parameters] = useQueryStates(listParameters);
  const isInbox = isView(first);
  const view = isInbox ? first : HOME_VIEW;
  return {
    isInbox,
    view,
    conversationId: isInbox ? (second ?? null) : null,
    parameters,
    filter: useMemo(() => toFilter(view, parameters), [view, parameters]),
  };
}

/**
 * Goes to an address of the part that is on screen, inbox or settings, without asking the server: everything it shows
 * is in the browser's cache, or fetched by the pane that needs it. `replace` leaves no step for Back, for walking from row to row.
 */
export function navigate(href: string, { replace = false } = {}): void {
  if (replace) window.history.replaceState(null, "", href);
  else window.history.pushState(null, "", href);
}

/** Whether two addresses are of one part: both of the inbox, or both of the settings. */
export function isSamePart(path: string, other: string): boolean {
  const [part, otherPart] = [path, other].map((one) => one.split(/[/?]/)[1]);
  return part === otherPart || (isView(part) && isView(otherPart));
}

/** The address of a view, or of a conversation in it, keeping the list's parameters. */
export function inboxPath(view: View, conversationId: string | null, search = ""): string {
  const path = conversationId === null ? `/${view}` : `/${view}/${conversationId}`;
  return search === "" || search === "?" ? path : `${path}${search}`;
}
