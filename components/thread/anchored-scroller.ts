const BOTTOM_ZONE_PX = 48;

/** Where a thread stands, after it has been scrolled. */
export type ScrollPosition = {
  isAtBottom: boolean;
  /** More than a screen above the newest message. */
  isFarUp: boolean;
  fromTopPx: number;
};

type Anchor = { row: Element; top: number };

/**
 * Holds a thread in its place. At the bottom it follows what arrives; anywhere else the message at the top edge stays
 * put, to the pixel, whatever is loaded above it, arrives below it or changes its height. Browsers' own scroll
 * anchoring has to be off: it doesn't hold at the very top, where older pages come in, nor in every browser.
 */
export class AnchoredScroller {
  readonly #scroller: HTMLElement;
  /** Its children are the days, theirs the lines. */
  readonly #content: HTMLElement;
  readonly #onScroll: (position: ScrollPosition) => void;
  readonly #observer = new ResizeObserver(() => this.hold());
  #follows = true;
  #lastTop = 0;
  #anchor: Anchor | null = null;

  constructor(scroller: HTMLElement, content: HTMLElement, onScroll: (position: ScrollPosition) => void) {
    this.#scroller = scroller;
    this.#content = content;
    this.#onScroll = onScroll;
    this.#observer.observe(scroller);
    this.#observer.observe(content);
    scroller.addEventListener("scroll", this.#note, { passive: true });
    this.hold();
  }

  /** Call when lines have come or gone, before they are painted. */
  hold(): void {
    const scroller = this.#scroller;
    if (this.#follows) scroller.scrollTop = scroller.scrollHeight;
    else if (this.#anchor?.row.isConnected) {
      scroller.scrollTop += this.#distanceFromTop(this.#anchor.row) - this.#anchor.top;
    }
    this.#lastTop = scroller.scrollTop;
  }

  toBottom(): void {
    this.#follows = true;
    this.hold();
  }

  get position(): ScrollPosition {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    return {
      isAtBottom: this.#follows,
      isFarUp: scrollHeight - scrollTop - clientHeight > clientHeight,
      fromTopPx: scrollTop,
    };
  }

  detach(): void {
    this.#observer.disconnect();
    this.#scroller.removeEventListener("scroll", this.#note);
  }

  readonly #note = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const movedUp = scrollTop < this.#lastTop - 1;
    // Content that grows doesn't end following; only scrolling up does.
    this.#follows = scrollHeight - scrollTop - clientHeight <= BOTTOM_ZONE_PX || (this.#follows && !movedUp);
    this.#lastTop = scrollTop;
    this.#anchor = this.#findAnchor();
    this.#onScroll(this.position);
  };

  /** The topmost line in sight: found by its day, then within it. */
  #findAnchor(): Anchor | null {
    const edge = this.#scroller.getBoundingClientRect().top;
    const day = firstBelow(this.#content.children, edge);
    // A day's divider wanders up when older messages of that day come in above it.
    let row = day && firstBelow(day.children, edge);
    while (row?.hasAttribute("data-divider")) row = row.nextElementSibling;
    return row && { row, top: this.#distanceFromTop(row) };
  }

  #distanceFromTop(row: Element): number {
    return row.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
  }
}

/** The first that reaches below an edge. They lie one below the other, so the search halves them. */
function firstBelow(elements: HTMLCollection, edge: number): Element | null {
  let low = 0;
  let high = elements.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = elements.item(middle)?.getBoundingClientRect().bottom ?? 0;
    if (bottom > edge) high = middle;
    else low = middle + 1;
  }
  return elements.item(low);
}
