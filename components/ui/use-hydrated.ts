import { useSyncExternalStore } from "react";

/** False while the server draws and the browser takes over, true from then on: for what only the browser can draw. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
