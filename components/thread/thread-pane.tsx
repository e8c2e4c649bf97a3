"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useSyncExternalStore } from "react";
import { Composer } from "@/components/composer/composer";
import { OptedOutLock } from "@/components/composer/opted-out-lock";
import { useConversationActions } from "@/components/inbox/conversation-actions";
import { nameOf } from "@/components/inbox/row-words";
import { useInboxKeys } from "@/components/inbox/use-inbox-keys";
import { readSingleKeys, subscribeToSingleKeys } from "@/components/shell/shortcuts-state";
import { ApiError } from "@/lib/client/api";
import { conversationQueries } from "@/lib/client/conversation-queries";
import { meQueries } from "@/lib/client/me-queries";
import { usePresence } from "@/lib/client/use-presence";
import { useTimeline } from "@/lib/client/use-timeline";
import type { Conversation } from "@/lib/domain/conversation";
import type { Actor } from "@/lib/domain/user";
import { PushAdvice } from "./push-advice";
import { SendAgainDialog } from "./send-again-dialog";
import { ThreadActionsContext } from "./thread-actions";
import { ThreadHeader } from "./thread-header";
import { ThreadProblem } from "./thread-problem";
import { ThreadSkeleton } from "./thread-skeleton";
import { Timeline } from "./timeline";
import { useAttention } from "./use-attention";
import { useMessageActions } from "./use-message-actions";
import { usePhotoViewer } from "./use-photo-viewer";
import { useReadOnSight } from "./use-read-on-sight";
import { useSeen } from "./use-seen";
import { useThreadScroll } from "./use-thread-scroll";

interface ThreadPaneProps {
  conversationId: string;
  /** Phone: back to the list. */
  onBack: () => void;
}

/** One conversation: who it is with, what was said, and where to answer. Give it the conversation's id as `key`. */
export function ThreadPane({ conversationId, onBack }: ThreadPaneProps) {
  const { data: me } = useQuery(meQueries.me());
  const { data: conversation, error, refetch } = useQuery(conversationQueries.detail(conversationId));

  if (conversation && me) return <OpenThread conversation={conversation} me={me} onBack={onBack} />;
  return (
    <main aria-label="Conversation" className="flex min-h-0 flex-1 flex-col">
      {error ? (
        <ThreadProblem isMissing={isMissing(error)} onRetry={() => void refetch()} onBack={onBack} />
      ) : (
        <ThreadSkeleton />
      )}
    </main>
  );
}

interface OpenThreadProps {
  conversation: Conversation;
  me: Actor;
  onBack: () => void;
}

function OpenThread({ conversation, me, onBack }: OpenThreadProps) {
  const { id, optedOut } = conversation;
  const name = nameOf(conversation);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const timeline = useTimeline(id);
  const { items } = timeline;
  const triage = useConversationActions();

  const canLoadOlder = timeline.hasOlder && !timeline.isLoadingOlder && timeline.error === null;
  const { scrollerRef, contentRef, isAtBottom, isFarUp, scrollToBottom } = useThreadScroll(
    items,
    canLoadOlder ? timeline.loadOlder : null,
  );
  const isWatched = useAttention() && isAtBottom;
  const seen = useSeen(items, isAtBottom, isWatched);
  useReadOnSight(conversation, items, isWatched);
  usePresence(id);

  const { openPhoto, photoViewer } = usePhotoViewer(items);
  const { actions, askedAbout, answer } = useMessageActions(id, me.id, fieldRef, openPhoto);
  const singleKeys = useSyncExternalStore(subscribeToSingleKeys, readSingleKeys, () => true);
  useInboxKeys({ r: () => fieldRef.current?.focus() }, singleKeys);

  return (
    <ThreadActionsContext value={actions}>
      <main aria-label={`Conversation with ${name}`} className="flex min-h-0 flex-1 flex-col">
        <ThreadHeader conversation={conversation} meId={me.id} onBack={onBack} />
        <PushAdvice conversation={conversation} />
        {items ? (
          <Timeline
            items={items}
            newFromId={seen.newFromId}
            contactName={name}
            unseenBelow={seen.unseenBelow}
            older={{
              exists: timeline.hasOlder,
              isLoading: timeline.isLoadingOlder,
              hasFailed: timeline.error !== null,
              load: timeline.loadOlder,
            }}
            scrollerRef={scrollerRef}
            contentRef={contentRef}
            isFarUp={isFarUp}
            onJumpToLatest={scrollToBottom}
          />
        ) : timeline.error ? (
          <ThreadProblem isMissing={isMissing(timeline.error)} onRetry={timeline.retry} onBack={onBack} />
        ) : (
          <ThreadSkeleton />
        )}
        <div className="shrink-0 px-1 pt-2 pb-[max(8px,env(safe-area-inset-bottom))] max-tablet:border-t max-tablet:border-border tablet:px-4 tablet:pt-0 tablet:pb-5 desk:px-6">
          {optedOut ? (
            <OptedOutLock conversation={conversation} />
          ) : (
            <Composer
              conversation={conversation}
              contactName={name}
              me={me}
              fieldRef={fieldRef}
              items={items}
              lastSeenMessageId={seen.lastSeenMessageId}
              onSent={scrollToBottom}
              onArchive={() => triage.toggleArchived(conversation)}
              onLeave={() => leaveForList(fieldRef.current)}
            />
          )}
        </div>
        {askedAbout ? (
          <SendAgainDialog
            text={askedAbout.text}
            contactName={name}
            onSend={answer.send}
            onClose={answer.close}
          />
        ) : null}
        {photoViewer}
      </main>
    </ThreadActionsContext>
  );
}

function isMissing(error: Error): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** Out of the field; the list takes the focus where it is on screen beside the thread. */
function leaveForList(field: HTMLElement | null): void {
  field?.blur();
  document.querySelector<HTMLElement>("#conversations [role=listbox]")?.focus();
}
