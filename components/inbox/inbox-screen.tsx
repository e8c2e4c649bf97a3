"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MessageSquare } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useCallback, useRef } from "react";
import { ThreadPane } from "@/components/thread/thread-pane";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { useHydrated } from "@/components/ui/use-hydrated";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { findConversation } from "@/lib/client/conversation-cache";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { meQueries } from "@/lib/client/me-queries";
import { numberQueries } from "@/lib/client/number-queries";
import { belongsTo } from "@/lib/client/place-conversation";
import type { Conversation } from "@/lib/domain/conversation";
import { formatNumber } from "@/lib/domain/phone";
import { ConversationActionsProvider } from "./conversation-actions";
import { ConversationList } from "./conversation-list";
import { ListHeader } from "./list-header";
import { listParameters } from "./list-parameters";
import { inboxPath, navigate, useInboxLocation } from "./use-inbox-location";
import { useConversationList } from "./use-conversation-list";
import { useListKeys } from "./use-list-keys";
import { useCursor } from "./use-cursor";
import { rememberHeader, usePrepare, usePrepareNeighbours } from "./use-neighbours";
import { useTriage } from "./use-triage";
import { ViewSwitch } from "./view-switch";
import type { ListHandle } from "./virtual-rows";
import { views } from "./views";

/**
 * The inbox: the list of a view and, beside it, the open conversation. On a phone one covers the other. It reads
 * what to show from the address and never leaves the page: every change of place is a history step.
 */
export function InboxScreen() {
  const client = useQueryClient();
  const { view, conversationId, parameters, filter } = useInboxLocation();
  const [, setParameters] = useQueryStates(listParameters);
  const { data: me } = useQuery(meQueries.me());
  const { data: counts } = useQuery(conversationQueries.counts());
  const { data: numbers } = useQuery(numberQueries.list());
  const meId = me?.id ?? "";
  const listKey = JSON.stringify(filter);
  const list = useConversationList(filter, conversationId, meId);
  const hasTwoPanes = useMediaQuery("(width >= 744px)");
  const listHandle = useRef<ListHandle>(null);
  const cursor = useCursor(list.rows, conversationId, listKey);
  const prepare = usePrepare();
  const hydrated = useHydrated();
  usePrepareNeighbours(list.rows, cursor.index);
  const waiting = counts?.["needs-reply"].total ?? 0;

  const open = useCallback(
    (conversation: Conversation, options: { replace?: boolean } = {}) => {
      rememberHeader(client, conversation);
      navigate(inboxPath(view, conversation.id, window.location.search), options);
      if (!options.replace) openedFromList = true;
    },
    [client, view],
  );
  const close = useCallback(() => {
    if (openedFromList && !hasTwoPanes) window.history.back();
    else navigate(inboxPath(view, null, window.location.search), { replace: !hasTwoPanes });
    openedFromList = false;
    listHandle.current?.focus();
  }, [view, hasTwoPanes]);

  const actions = useTriage({
    onLeaving(conversation) {
      const after = { ...conversation, archived: !conversation.archived };
      if (belongsTo(after, filter, meId) !== false) return;
      const rows = list.rows ?? [];
      const index = rows.findIndex((row) => row.id === conversation.id);
      const next = index === -1 ? undefined : (rows[index + 1] ?? rows[index - 1]);
      cursor.moveTo(next?.id ?? null);
      if (conversation.id === conversationId) {
        if (next && hasTwoPanes) open(next, { replace: true });
        else close();
      }
      if (next) listHandle.current?.focus();
      else document.getElementById("list-title")?.focus();
    },
    onRestored(conversation) {
      cursor.moveTo(conversation.id);
      if (conversationId !== null && hasTwoPanes) open(conversation, { replace: true });
      listHandle.current?.focus();
    },
  });

  useListKeys({
    rows: list.rows ?? [],
    cursor,
    openId: conversationId,
    hasTwoPanes,
    open,
    close,
    view,
    actions,
    showNew: () => listHandle.current?.showNew(),
    focusList: () => listHandle.current?.focus(),
    current: () => {
      const id = conversationId ?? cursor.id;
      return id === null ? undefined : findConversation(client, id);
    },
  });

  const count = parameters.number === null ? (counts?.[view] ?? null) : null;
  const total = count && (filter.unread ? count.unread : count.total);
  return (
    <ConversationActionsProvider value={actions}>
      <title>{`${waiting > 0 ? `(${waiting}) ` : ""}${views[view].name} · Replydesk`}</title>
      <div className="relative grid min-h-0 flex-1 tablet:grid-cols-[312px_minmax(0,1fr)] desk:grid-cols-[336px_minmax(0,1fr)] wide:grid-cols-[376px_minmax(0,1fr)]">
        <section
          id="conversations"
          aria-label="Conversations"
          className={cn(
            "relative flex min-h-0 min-w-0 flex-col bg-surface tablet:border-r tablet:border-border",
            conversationId !== null && "max-tablet:invisible",
          )}
        >
          <ListHeader
            view={view}
            count={count}
            unreadOnly={filter.unread === true}
            onUnreadOnly={(unread) => void setParameters({ unread: unread ? true : null })}
            sort={filter.sort}
            onSort={(sort) => void setParameters({ sort: sort === views[view].sorts[0] ? null : sort })}
            number={
              parameters.number === null
                ? null
                : {
                    name:
                      numbers?.find(({ number }) => number === parameters.number)?.name ??
                      formatNumber(parameters.number),
                    clear: () => void setParameters({ number: null }),
                  }
            }
            viewSwitch={(title) => <ViewSwitch title={title} view={view} />}
          />
          <ConversationList
            key={listKey}
            ref={listHandle}
            filter={filter}
            list={list}
            listKey={listKey}
            total={total}
            meId={meId}
            openId={conversationId}
            cursorId={cursor.id}
            hasMore={list.hasMore}
            isLoadingMore={list.isLoadingMore}
            onLoadMore={list.loadMore}
            onOpen={open}
            onPrefetch={prepare}
            hrefOf={(conversation) => inboxPath(view, conversation.id)}
          />
        </section>
        <div
          id="conversation"
          className={cn(
            "flex min-h-0 min-w-0 flex-col bg-surface max-tablet:absolute max-tablet:inset-0",
            conversationId === null && "max-tablet:hidden",
          )}
        >
          {conversationId === null ? (
            <main aria-label="Conversation" className="flex flex-1 items-center justify-center">
              <EmptyState icon={MessageSquare} title="Pick a conversation">
                Or press J to start at the top.
              </EmptyState>
            </main>
          ) : hydrated ? (
            <ThreadPane key={conversationId} conversationId={conversationId} onBack={close} />
          ) : null}
        </div>
      </div>
    </ConversationActionsProvider>
  );
}

/** Whether Back leads to the list the open conversation was opened from, rather than out of the inbox. */
let openedFromList = false;
