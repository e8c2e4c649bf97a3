import { vi } from "vitest";

/** An EventSource a test plays the server of. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readonly url: string;
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.opened.push(this);
  }

  static get last(): FakeEventSource {
    const source = FakeEventSource.opened.at(-1);
    if (!source) throw new Error("No stream was opened.");
    return source;
  }

  static get open(): FakeEventSource[] {
    return FakeEventSource.opened.filter((source) => source.readyState !== FakeEventSource.CLOSED);
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  send(type: string, data: unknown, id = ""): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId: id }));
  }

  /** The connection breaks; `refused` with an answer that isn't a stream. */
  fail({ refused = false } = {}): void {
    this.readyState = refused ? FakeEventSource.CLOSED : 0;
    this.onerror?.();
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
}

/** Web Locks with one name, as the specification has them: a queue, signals, stealing. */
export class FakeLocks {
  #queue: { run: () => Promise<void>; resolve: () => void; reject: (error: Error) => void }[] = [];
  #holder: { reject: (error: Error) => void } | null = null;

  request(_name: string, options: LockOptions, run: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = { run, resolve, reject };
      options.signal?.addEventListener("abort", () => {
        if (!this.#queue.includes(entry)) return;
        this.#queue = this.#queue.filter((other) => other !== entry);
        reject(new DOMException("aborted", "AbortError"));
      });
      if (options.steal) {
        this.#holder?.reject(new DOMException("stolen", "AbortError"));
        this.#holder = null;
        this.#queue.unshift(entry);
      } else {
        this.#queue.push(entry);
      }
      this.#next();
    });
  }

  #next(): void {
    if (this.#holder) return;
    const entry = this.#queue.shift();
    if (!entry) return;
    this.#holder = entry;
    void entry.run().then(() => {
      if (this.#holder !== entry) return;
      this.#holder = null;
      entry.resolve();
      this.#next();
    });
  }
}

/** Delivers at once to every other channel of the same name. */
export class FakeChannel {
  static all: FakeChannel[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  /** A tab the browser put to sleep hears and says nothing. */
  isAsleep = false;

  constructor(readonly name: string) {
    FakeChannel.all.push(this);
  }

  postMessage(data: unknown): void {
    if (this.isAsleep) return;
    for (const channel of FakeChannel.all) {
      if (channel !== this && channel.name === this.name && !channel.isAsleep) channel.onmessage?.({ data });
    }
  }

  close(): void {
    FakeChannel.all = FakeChannel.all.filter((channel) => channel !== this);
  }
}

/** Stands in for what of a browser live updates touch. */
export function installFakeBrowser() {
  FakeEventSource.opened = [];
  FakeChannel.all = [];
  const navigator = { onLine: true, locks: new FakeLocks() };
  const document = { visibilityState: "visible" };
  const window = new EventTarget();
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  vi.stubGlobal("navigator", navigator);
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", window);
  return {
    document,
    goOffline() {
      navigator.onLine = false;
      window.dispatchEvent(new Event("offline"));
    },
    goOnline() {
      navigator.onLine = true;
      window.dispatchEvent(new Event("online"));
    },
  };
}

export function removeFakeBrowser(): void {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
}
