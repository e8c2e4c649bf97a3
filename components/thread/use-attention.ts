import { useSyncExternalStore } from "react";

/** Whether a person can be looking: this tab is in front and its window has the focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, hasAttention, () => false);
}

function hasAttention(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("focus", listener);
  window.addEventListener("blur", listener);
  document.addEventListener("visibilitychange", listener);
  return () => {
    window.removeEventListener("focus", listener);
    window.removeEventListener("blur", listener);
    document.removeEventListener("visibilitychange", listener);
  };
}
