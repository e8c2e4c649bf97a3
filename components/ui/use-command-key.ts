import { useSyncExternalStore } from "react";

/** What the command key is called here: "⌘" on Apple's machines, "Ctrl" elsewhere. */
export function useCommandKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    () => () => undefined,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
}
