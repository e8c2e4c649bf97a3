const panes = ["navigation", "list", "conversation"] as const;

/** Moves focus to a pane, or round to the next or previous one that can be seen. */
export function focusPane(which: "conversation" | "next" | "previous"): void {
  if (which === "conversation") return focusIn(document.getElementById("conversation"));
  const visible = panes.map(findPane).filter((pane) => pane !== null);
  const current = visible.findIndex((pane) => pane.contains(document.activeElement));
  const step = which === "next" ? 1 : -1;
  focusIn(visible[(current + step + visible.length) % visible.length] ?? null);
}

function findPane(name: (typeof panes)[number]): HTMLElement | null {
  const id = { navigation: "views", list: "conversations", conversation: "conversation" }[name];
  const pane = document.getElementById(id);
  return pane?.checkVisibility({ visibilityProperty: true }) ? pane : null;
}

/** A thread takes focus where it scrolls, a list on its rows, the navigation on the view that is open. */
function focusIn(pane: HTMLElement | null): void {
  const target =
    pane?.querySelector<HTMLElement>("[data-thread-scroller], [role=listbox], [aria-current=page]") ??
    pane?.querySelector<HTMLElement>("a[href], button, [tabindex='0']");
  target?.focus();
}
