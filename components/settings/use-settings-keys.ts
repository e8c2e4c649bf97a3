import { useRouter } from "next/navigation";
import { useSyncExternalStore } from "react";
import { focusNeighbourPane } from "@/components/inbox/focus-pane";
import { useInboxKeys } from "@/components/inbox/use-inbox-keys";
import { inboxPath } from "@/components/inbox/use-inbox-location";
import { navigationViews, views } from "@/components/inbox/views";
import { openShortcuts, readSingleKeys, subscribeToSingleKeys } from "@/components/shell/shortcuts-state";

/** The keys of the inbox that also make sense here: to the views, from pane to pane, and the sheet of all keys. */
export function useSettingsKeys(): void {
  const router = useRouter();
  const singleKeys = useSyncExternalStore(subscribeToSingleKeys, readSingleKeys, () => true);
  const toViews = navigationViews.flatMap((view) => {
    const { key } = views[view];
    return key === null ? [] : [[`g ${key}`, () => router.push(inboxPath(view, null))] as const];
  });
  useInboxKeys({ "?": openShortcuts, ...Object.fromEntries(toViews) }, singleKeys);
  useInboxKeys({ F6: () => focusNeighbourPane(1), "shift+F6": () => focusNeighbourPane(-1) }, true);
}
