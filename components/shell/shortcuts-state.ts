import { useSyncExternalStore } from "react";

const SINGLE_KEYS = "replydesk:single-keys";

let isOpen = false;
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

export function openShortcuts(): void {
  isOpen = true;
  changed();
}

export function closeShortcuts(): void {
  isOpen = false;
  changed();
}

/** Whether the sheet of keyboard shortcuts shows. */
export function useShortcutsOpen(): boolean {
  return useSyncExternalStore(
    subscribeToSingleKeys,
    () => isOpen,
    () => false,
  );
}

/** Single letters clash with some screen readers and with speech input, so they can be turned off for good. */
export function setSingleKeys(enabled: boolean): void {
  window.localStorage.setItem(SINGLE_KEYS, enabled ? "on" : "off");
  changed();
}

export function readSingleKeys(): boolean {
  return window.localStorage.getItem(SINGLE_KEYS) !== "off";
}

export function subscribeToSingleKeys(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
