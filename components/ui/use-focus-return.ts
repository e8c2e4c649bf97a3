import { useRef } from "react";

/**
 * For a dialog's content. On opening, focus goes to what is marked `data-initial-focus`, else to its first stop. On
 * closing it goes back to what opened it: Radix gives it back to its own trigger only, and ours are opened by keys and
 * state. What opened it may be gone, with the thing the dialog was about; then the page's title (`data-page-title`)
 * takes the focus.
 */
export function useFocusReturn() {
  const openedFrom = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      openedFrom.current = document.activeElement;
      const content = event.target instanceof HTMLElement ? event.target : null;
      const first = content?.querySelector<HTMLElement>("[data-initial-focus]");
      if (!first) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const from = openedFrom.current;
      if (from instanceof HTMLElement && from.isConnected) from.focus();
      else document.querySelector<HTMLElement>("[data-page-title]")?.focus();
    },
  };
}
