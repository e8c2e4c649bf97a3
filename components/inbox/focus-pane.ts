/** In each pane, what takes the focus: the view that is open, the rows of a list, where a thread scrolls, a title. */
const entrances = [
  "nav:not(#settings-sections) [aria-current=page]",
  "#conversations [role=listbox]",
  "#conversation [data-thread-scroller]",
  "#settings-sections [aria-current=page]",
  "#settings-page [data-page-title]",
] as const;

/** Moves focus into the open thread. */
export function focusThread(): void {
  document.querySelector<HTMLElement>(entrances[2])?.focus();
}

/** Moves focus round to the next or previous pane that can be seen: navigation, list, thread, or the settings. */
export function focusNeighbourPane(step: 1 | -1): void {
  const visible = entrances.flatMap((entrance) => {
    const candidates = Array.from(document.querySelectorAll<HTMLElement>(entrance));
    return candidates.find((element) => element.checkVisibility({ visibilityProperty: true })) ?? [];
  });
  const current = visible.findIndex((element) => paneOf(element)?.contains(document.activeElement));
  visible[(current + step + visible.length) % visible.length]?.focus();
}

function paneOf(element: HTMLElement): Element | null {
  return element.closest("nav, #conversations, #conversation, #settings-page");
}
