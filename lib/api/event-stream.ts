const HEARTBEAT_MS = 15_000;
const CHECK_ACCESS_MS = 60_000;

export type StreamEvent = { event: string; id: string; data: unknown };

type Source = {
  /** Begins sending. Resolves to how to stop. */
  start(send: (event: StreamEvent) => void): Promise<() => void>;
  /** Asked now and then whether the viewer may still watch. */
  mayStay(): Promise<boolean>;
};

/** A server-sent event stream: uncompressed and unbuffered, with a comment every 15 s so that nobody on the way gives up. */
export function eventStream(signal: AbortSignal, source: Source): Response {
  const encoder = new TextEncoder();
  let close = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let isOpen = true;
      let stop = (): void => undefined;
      const write = (text: string): void => {
        if (isOpen) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
      const access = setInterval(() => {
        source.mayStay().then(
          (may) => may || close(),
          () => undefined,
        );
      }, CHECK_ACCESS_MS);
      close = () => {
        if (!isOpen) return;
        isOpen = false;
        clearInterval(heartbeat);
        clearInterval(access);
        stop();
        try {
          controller.close();
        } catch {
          // The reader has gone first.
        }
      };
      signal.addEventListener("abort", close);
      write("retry: 1000\n\n");
      try {
        stop = await source.start((event) =>
          write(`event: ${event.event}\nid: ${event.id}\ndata: ${JSON.stringify(event.data)}\n\n`),
        );
        // Gone before it had begun.
        if (signal.aborted) stop();
      } catch {
        close();
      }
    },
    cancel() {
      close();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      connection: "keep-alive",
    },
  });
}
