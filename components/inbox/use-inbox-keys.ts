import { useEffect, useRef } from "react";

const SEQUENCE_MS = 1_200;

/**
 * What each key does. Keys are `event.key`, a sequence is joined by a space ("g n"), Shift as "shift+u". A key that
 * returns false was not meant for us, and the browser does what it does with it.
 */
export type KeyMap = Record<string, () => unknown>;

/**
 * Single-key shortcuts for the whole page. They are off while somebody types, while a dialog or a menu is open,
 * with any other modifier held, and for good when the person turned them off.
 */
export function useInboxKeys(keys: KeyMap, enabled: boolean): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    if (!enabled) return;
    let prefix: { key: string; at: number } | null = null;

    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing)
        return;
      if (isBusyElsewhere(event.target)) return;
      const key = nameOfKey(event);
      const isSequence = prefix !== null && event.timeStamp - prefix.at < SEQUENCE_MS;
      const run = (isSequence && prefix && latest.current[`${prefix.key} ${key}`]) || latest.current[key];
      prefix = startsSequence(latest.current, key) && !isSequence ? { key, at: event.timeStamp } : null;
      if (run && run() !== false) event.preventDefault();
    }

    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}

function nameOfKey(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isLetter = /^[a-z]$/.test(key);
  return event.shiftKey && (isLetter || event.key.length > 1) ? `shift+${key}` : key;
}

function startsSequence(keys: KeyMap, key: string): boolean {
  return Object.keys(keys).some((name) => name.startsWith(`${key} `));
}

/** Somebody types, or something floats above that has its own keys. */
function isBusyElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target.closest("input:not([type=checkbox]), textarea, select, [role=menu], [role=dialog]")) return true;
  return document.querySelector("[role=dialog], [role=menu], [role=alertdialog]") !== null;
}
