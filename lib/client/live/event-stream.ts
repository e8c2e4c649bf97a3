/** How the connection to the server's events stands. `retryAt` is in milliseconds since the epoch. */
export type StreamState =
  { kind: "connecting" } | { kind: "live" } | { kind: "reconnecting"; retryAt: number } | { kind: "offline" };

export interface StreamEvent {
  /** `ready` opens every stream and only carries the resume point. */
  type: "ready" | "conversation" | "reset";
  /** The resume point; null when the server gave none. */
  id: string | null;
  data: string;
}

export interface EventStream {
  /** Connects now instead of waiting for the next try. */
  retryNow(): void;
  close(): void;
}

interface EventStreamOptions {
  url: string;
  /** Where to go on from, asked before each connection; null starts at now. */
  resumeFrom: () => string | null;
  onEvent: (event: StreamEvent) => void;
  onState: (state: StreamState) => void;
  /** The server refused the stream (an EventSource tells neither why nor with which status). */
  onRefused: () => void;
  openSource?: (url: string) => EventSource;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** A connection that breaks sooner counts as one more failure, so that a server that only just accepts isn't hammered. */
const STEADY_MS = 5_000;
const WATCH_SLEEP_MS = 10_000;
/** A timer this late means that the machine slept, and that the connection is dead without knowing it. */
const SLEPT_MS = 30_000;

/**
 * Keeps an EventSource open. EventSource's own reconnecting gives up on any HTTP error and can't be watched, so
 * every failure closes it and a new one is opened after 1, 2, 4 … 30 s (with jitter, so that a restarted server
 * isn't met by everybody at once), at once when the browser comes back online, and after sleep.
 */
export function openEventStream(options: EventStreamOptions): EventStream {
  const { url, resumeFrom, onEvent, onState, onRefused } = options;
  const openSource = options.openSource ?? ((address: string) => new EventSource(address));
  let source: EventSource | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let openedAt: number | null = null;
  let lastTick = Date.now();

  function connect() {
    disconnect();
    if (!navigator.onLine) return onState({ kind: "offline" });
    if (failures === 0) onState({ kind: "connecting" });
    const opened = openSource(withResumePoint(url, resumeFrom()));
    source = opened;
    opened.onopen = () => {
      openedAt = Date.now();
      onState({ kind: "live" });
    };
    opened.onerror = () => {
      if (source !== opened) return;
      if (openedAt !== null && Date.now() - openedAt > STEADY_MS) failures = 0;
      openedAt = null;
      if (opened.readyState === EventSource.CLOSED) onRefused();
      retryLater();
    };
    for (const type of ["ready", "conversation", "reset"] as const) {
      opened.addEventListener(type, (event) => {
        onEvent({ type, id: event.lastEventId === "" ? null : event.lastEventId, data: String(event.data) });
      });
    }
  }

  function disconnect() {
    clearTimeout(retryTimer);
    source?.close();
    source = null;
  }

  function retryLater() {
    disconnect();
    if (!navigator.onLine) return onState({ kind: "offline" });
    const backoff = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
    const delay = backoff / 2 + (Math.random() * backoff) / 2;
    failures += 1;
    onState({ kind: "reconnecting", retryAt: Date.now() + delay });
    retryTimer = setTimeout(connect, delay);
  }

  function goOffline() {
    disconnect();
    onState({ kind: "offline" });
  }

  function comeBack() {
    failures = 0;
    connect();
  }

  const sleepWatch = setInterval(() => {
    const slept = Date.now() - lastTick > SLEPT_MS + WATCH_SLEEP_MS;
    lastTick = Date.now();
    if (slept) connect();
  }, WATCH_SLEEP_MS);
  window.addEventListener("online", comeBack);
  window.addEventListener("offline", goOffline);
  connect();

  return {
    retryNow: connect,
    close() {
      clearInterval(sleepWatch);
      window.removeEventListener("online", comeBack);
      window.removeEventListener("offline", goOffline);
      disconnect();
    },
  };
}

function withResumePoint(url: string, id: string | null): string {
  return id === null ? url : `${url}?lastEventId=${encodeURIComponent(id)}`;
}
