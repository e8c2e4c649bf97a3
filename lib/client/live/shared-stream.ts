import { openEventStream, type EventStream, type StreamEvent, type StreamState } from "./event-stream";

const NAME = "replydesk-live";
const ASK_EVERY_MS = 4_000;
/** A visible tab whose questions stay unanswered this long takes over: the browser put the leading tab to sleep. */
const SILENCE_MS = 10_000;

type Word =
  | { kind: "event"; event: StreamEvent }
  | { kind: "state"; state: StreamState }
  | { kind: "refused" }
  | { kind: "who-leads" }
  | { kind: "retry" };

interface SharedStreamOptions {
  url: string;
  onEvent: (event: StreamEvent) => void;
  onState: (state: StreamState) => void;
  onRefused: () => void;
  open?: typeof openEventStream;
}

/**
 * One event stream for all tabs of a browser: HTTP/1.1 allows six connections to a host, and a stream in each tab
 * would use them up. A Web Lock chooses the leading tab; it holds the stream and passes everything on by
 * BroadcastChannel. When it closes, the next tab gets the lock and goes on from the last event it heard of. Where
 * the browser has no Web Locks (plain http), every tab holds its own.
 */
export function openSharedStream(options: SharedStreamOptions): EventStream {
  const { url, onEvent, onState, onRefused } = options;
  const open = options.open ?? openEventStream;
  let lastEventId: string | null = null;

  function take(word: Word) {
    if (word.kind === "event") {
      lastEventId = word.event.id ?? lastEventId;
      onEvent(word.event);
    }
    if (word.kind === "state") onState(word.state);
    if (word.kind === "refused") onRefused();
  }
  const openOwn = (onWord: (word: Word) => void) =>
    open({
      url,
      resumeFrom: () => lastEventId,
      onEvent: (event) => onWord({ kind: "event", event }),
      onState: (state) => onWord({ kind: "state", state }),
      onRefused: () => onWord({ kind: "refused" }),
    });

  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") return openOwn(take);
  return joinTabs({ openOwn, take });
}

interface TabOptions {
  openOwn: (onWord: (word: Word) => void) => EventStream;
  take: (word: Word) => void;
}

interface Lead {
  stream: EventStream;
  state: StreamState;
  stop: () => void;
}

function joinTabs({ openOwn, take }: TabOptions): EventStream {
  const channel = new BroadcastChannel(NAME);
  const tabCloses = new AbortController();
  let leading: Lead | null = null;
  let turn = new AbortController();
  let lastHeard = Date.now();

  const say = (word: Word) => channel.postMessage(word);
  channel.onmessage = ({ data: word }: MessageEvent<Word>) => {
    lastHeard = Date.now();
    if (!leading) take(word);
    else if (word.kind === "who-leads") say({ kind: "state", state: leading.state });
    else if (word.kind === "retry") leading.stream.retryNow();
  };

  /** Holds the lock, and with it the stream, until this tab closes or another one takes the lock away. */
  function lead(): Promise<void> {
    // A lock can be granted at the very moment the tab closes.
    if (tabCloses.signal.aborted) return Promise.resolve();
    let state: StreamState = { kind: "connecting" };
    return new Promise((stop) => {
      const stream = openOwn((word) => {
        if (word.kind === "state") state = word.state;
        if (leading) leading.state = state;
        take(word);
        say(word);
      });
      leading = { stream, state, stop };
    });
  }

  function stopLeading() {
    leading?.stream.close();
    leading?.stop();
    leading = null;
  }

  function waitForTurn(steal: boolean) {
    turn.abort();
    turn = new AbortController();
    const { signal } = turn;
    // Stealing is at once, so it takes no signal.
    navigator.locks.request(NAME, steal ? { steal } : { signal }, lead).catch(() => {
      // This wait was given up, or another tab took the lock away: then this one waits for its next turn.
      if (signal.aborted || tabCloses.signal.aborted) return;
      stopLeading();
      lastHeard = Date.now();
      waitForTurn(false);
    });
  }

  const asking = setInterval(() => {
    if (leading) return;
    if (Date.now() - lastHeard < SILENCE_MS) return say({ kind: "who-leads" });
    if (document.visibilityState !== "visible") return;
    lastHeard = Date.now();
    waitForTurn(true);
  }, ASK_EVERY_MS);

  waitForTurn(false);
  say({ kind: "who-leads" });

  return {
    retryNow() {
      if (leading) leading.stream.retryNow();
      else say({ kind: "retry" });
    },
    close() {
      clearInterval(asking);
      tabCloses.abort();
      turn.abort();
      stopLeading();
      channel.close();
    },
  };
}
