import { usePathname } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { ConversationFilter, View } from "@/lib/domain/conversation";
import { listParameters, toFilter, type ListParameters } from "./list-parameters";
import { HOME_VIEW, isView } from "./views";

interface InboxLocation {
  view: View;
  conversationId: string | null;
  parameters: ListParameters;
  filter: ConversationFilter;
}

/** Where the person is: `/{view}/{conversationId}?unread=…`. The address is the only place this is kept. */
export function useInboxLocation(): InboxLocation {
  const [first, second] = usePathname().split("/").filter(Boolean);
  const [parameters] = useQueryStates(listParameters);
  const view = isView(first) ? first : HOME_VIEW;
  return {
    view,
    conversationId: second ?? null,
    parameters,
    filter: useMemo(() => toFilter(view, parameters), [view, parameters]),
  };
}

/**
 * Goes to an address of the inbox without asking the server: everything it shows is in the browser's cache, or
 * fetched by the pane that needs it. `replace` leaves no step for Back, for walking from row to row.
 */
export function navigate(href: string, { replace = false } = {}): void {
  if (replace) window.history.replaceState(null, "", href);
  else window.history.pushState(null, "", href);
}

/** The address of a view, or of a conversation in it, keeping the list's parameters. */
export function inboxPath(view: View, conversationId: string | null, search = ""): string {
  const path = conversationId === null ? `/${view}` : `/${view}/${conversationId}`;
  return search === "" || search === "?" ? path : `${path}${search}`;
}
