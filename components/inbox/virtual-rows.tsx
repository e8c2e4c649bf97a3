import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import { useClock } from "@/components/ui/clock";
import { Icon } from "@/components/ui/icon";
import { useMediaQuery } from "@/components/ui/use-media-query";
import type { Conversation } from "@/lib/domain/conversation";
import { ConversationRow } from "./conversation-row";
import { recallScroll, rememberScroll } from "./scroll-memory";
import { useKeepInPlace } from "./use-keep-in-place";

const OVERSCAN = 8;
const LOAD_MORE_ROWS_AHEAD = 20;
/** What the server draws, before anyone knows the height: enough for a tall screen. */
const ASSUMED_HEIGHT = 1100;

export interface ListHandle {
  /** Scrolls to the top, where what's new is. */
  showNew: () => void;
  focus: () => void;
}

export interface VirtualRowsProps {
  rows: Conversation[];
  label: string;
  /** Names this list among others, for its scroll position. */
  listKey: string;
  /** How many rows there are in all; null when only the server could tell. */
  total: number | null;
  meId: string;
  openId: string | null;
  cursorId: string | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
  onOpen: (conversation: Conversation) => void;
  onPrefetch: (conversation: Conversation) => void;
  hrefOf: (conversation: Conversation) => string;
  ref?: Ref<ListHandle>;
}

/**
 * The rows themselves: only those in sight are in the page, at positions that follow from their index. What comes
 * in live never moves the row under the pointer, nor what has been scrolled to; a pill tells of it instead.
 */
export function VirtualRows(props: VirtualRowsProps) {
  const { rows, label, listKey, total, meId, openId, cursorId, hasMore, isLoadingMore, onLoadMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const clock = useClock();
  const rowHeight = useRowHeight();
  // The virtualizer hands out new functions each time, which is what it's for.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: ASSUMED_HEIGHT },
    initialOffset: () => recallScroll(listKey),
  });
  const items = virtualizer.getVirtualItems();
  const { freshAbove, handlers } = useKeepInPlace(scroller, rows, rowHeight);

  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useEffect(() => () => rememberScroll(listKey, virtualizer.scrollOffset ?? 0), [listKey, virtualizer]);

  const lastDrawn = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastDrawn >= rows.length - LOAD_MORE_ROWS_AHEAD) onLoadMore();
  }, [hasMore, isLoadingMore, lastDrawn, rows.length, onLoadMore]);

  const cursorIndex = rows.findIndex((row) => row.id === cursorId);
  const isCursorHere = cursorIndex !== -1;
  useEffect(() => {
    if (isCursorHere) virtualizer.scrollToIndex(cursorIndex, { align: "auto" });
    // A moved cursor is followed, and one whose row comes back (Undo), but not rows that move around it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [cursorId, isCursorHere]);

  const showNew = () => scroller.current?.scrollTo({ top: 0 });
  useImperativeHandle(props.ref, () => ({ showNew, focus: () => scroller.current?.focus() }));

  return (
    <div className="relative min-h-0 flex-1">
      {freshAbove > 0 ? <NewRowsPill count={freshAbove} onShow={showNew} /> : null}
      <div
        ref={scroller}
        role="listbox"
        aria-label={label}
        aria-activedescendant={cursorIndex === -1 ? undefined : rowId(rows[cursorIndex])}
        tabIndex={0}
        {...handlers}
        className="group/list absolute inset-0 overflow-x-hidden overflow-y-auto overscroll-contain outline-none [overflow-anchor:none]"
      >
        <div className="relative" style={{ height: `calc(var(--row-height) * ${rows.length})` }}>
          {items.map(({ index, key }) => {
            const conversation = rows[index];
            if (!conversation) return null;
            return (
              <Option
                key={key}
                conversation={conversation}
                index={index}
                total={total ?? (hasMore ? -1 : rows.length)}
                isOpen={conversation.id === openId}
                hasCursor={conversation.id === cursorId}
                meId={meId}
                clock={clock}
                list={props}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface OptionProps {
  conversation: Conversation;
  index: number;
  total: number;
  isOpen: boolean;
  hasCursor: boolean;
  meId: string;
  clock: { now: number; timeZone: string };
  list: VirtualRowsProps;
}

function Option({ conversation, index, total, list, ...row }: OptionProps) {
  const openInNewTab = () => window.open(list.hrefOf(conversation), "_blank", "noopener");
  return (
    <div
      id={rowId(conversation)}
      role="option"
      aria-selected={row.isOpen}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-conversation-id={conversation.id}
      onClick={(event) => (event.metaKey || event.ctrlKey ? openInNewTab() : list.onOpen(conversation))}
      onAuxClick={(event) => event.button === 1 && openInNewTab()}
      onPointerEnter={(event) => event.pointerType === "mouse" && list.onPrefetch(conversation)}
      onPointerDown={() => list.onPrefetch(conversation)}
      className="group absolute inset-x-0 top-0 h-(--row-height) select-none"
      style={{ transform: `translateY(calc(var(--row-height) * ${index}))` }}
    >
      <ConversationRow conversation={conversation} {...row} />
    </div>
  );
}

function NewRowsPill({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <button
      type="button"
      onClick={onShow}
      className="absolute top-2 left-1/2 z-10 inline-flex h-7 -translate-x-1/2 animate-float-in items-center gap-1.5 rounded-full bg-accent px-3 text-meta font-medium text-on-accent shadow-float-2 hover:bg-accent-hover touch:h-11 touch:px-4"
    >
      <Icon of={ArrowUp} size={14} />
      {count} new
    </button>
  );
}

/** The same as `--row-height`, for reckoning with. */
function useRowHeight(): number {
  const isTablet = useMediaQuery("(width >= 744px)");
  const isDesk = useMediaQuery("(width >= 1024px)");
  return isDesk ? 76 : isTablet ? 84 : 88;
}

function rowId(conversation: Conversation | undefined): string | undefined {
  return conversation && `row-${conversation.id}`;
}
