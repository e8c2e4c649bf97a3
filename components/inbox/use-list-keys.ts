import { useSyncExternalStore } from "react";
import { openShortcuts, readSingleKeys, subscribeToSingleKeys } from "@/components/shell/shortcuts-state";
import type { Conversation, View } from "@/lib/domain/conversation";
import type { ConversationActions } from "./conversation-actions";
import { focusNeighbourPane, focusThread } from "./focus-pane";
import { useInboxKeys, type KeyMap } from "./use-inbox-keys";
import { inboxPath, navigate } from "./use-inbox-location";
import { navigationViews, views } from "./views";

interface ListKeys {
  rows: Conversation[];
  cursor: { id: string | null; index: number; isInList: boolean; moveTo: (id: string | null) => void };
  openId: string | null;
  hasTwoPanes: boolean;
  open: (conversation: Conversation, options?: { replace?: boolean }) => void;
  close: () => void;
  view: View;
  actions: ConversationActions;
  showNew: () => void;
  focusList: () => void;
  /** The conversation keys act on: the open one, else the one under the cursor. */
  current: () => Conversation | undefined;
}

/** Every key of the inbox. */
export function useListKeys(list: ListKeys): void {
  const enabled = useSyncExternalStore(subscribeToSingleKeys, readSingleKeys, () => true);
  const { rows, cursor, actions } = list;

  function step(by: 1 | -1) {
    // Where the cursor's row has left, the row that took its place is the next one.
    const from = cursor.isInList || cursor.index === -1 ? cursor.index : cursor.index - (by === 1 ? 1 : 0);
    const row = rows[Math.max(0, Math.min(rows.length - 1, from + by))];
    if (!row) return;
    list.focusList();
    if (list.hasTwoPanes) list.open(row, { replace: list.openId !== null });
    else cursor.moveTo(row.id);
  }

  function act(action: (conversation: Conversation) => void) {
    const conversation = list.current();
    if (conversation) action(conversation);
  }

  function enter() {
    if (list.openId !== null) return focusThread();
    const row = rows.find(({ id }) => id === cursor.id);
    if (row) list.open(row);
  }

  function escape() {
    if (list.openId === null) return;
    const isInThread = document.activeElement?.closest("#conversation");
    if (isInThread && list.hasTwoPanes) list.focusList();
    else list.close();
  }

  useInboxKeys(
    {
      j: () => step(1),
      k: () => step(-1),
      e: () => act(actions.toggleArchived),
      u: () => act(actions.toggleRead),
      "shift+u": () => act(actions.markRead),
      z: actions.undo,
      ".": list.showNew,
      "?": openShortcuts,
      "[": () => goToNeighbour(list.view, -1),
      "]": () => goToNeighbour(list.view, 1),
      ...goKeys,
    },
    enabled,
  );
  // These are no single letters, so they work for everybody.
  useInboxKeys(
    {
      ArrowDown: () => isListFocused() && step(1),
      ArrowUp: () => isListFocused() && step(-1),
      Enter: () => isListFocused() && enter(),
      Escape: escape,
      F6: () => focusNeighbourPane(1),
      "shift+F6": () => focusNeighbourPane(-1),
    },
    true,
  );
}

const goKeys: KeyMap = Object.fromEntries(
  navigationViews.flatMap((view) =>
    views[view].key ? [[`g ${views[view].key}`, () => navigate(inboxPath(view, null))]] : [],
  ),
);

function goToNeighbour(view: View, by: 1 | -1) {
  const index = navigationViews.indexOf(view);
  const next = navigationViews[(index + by + navigationViews.length) % navigationViews.length];
  if (next) navigate(inboxPath(next, null));
}

function isListFocused(): boolean {
  const { activeElement } = document;
  return activeElement === document.body || activeElement?.getAttribute("role") === "listbox";
}
