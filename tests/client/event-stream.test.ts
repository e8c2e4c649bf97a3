import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openEventStream, type StreamEvent, type StreamState } from "@/lib/client/live/event-stream";
import { FakeEventSource, installFakeBrowser, removeFakeBrowser } from "./fake-browser";

describe("a stream of events", () => {
  let browser: ReturnType<typeof installFakeBrowser>;
  let states: StreamState["kind"][];
  let events: StreamEvent[];
  let lastId: string | null;
  const onRefused = vi.fn();

  beforeEach(() => {
    browser = installFakeBrowser();
    states = [];
    events = [];
    lastId = null;
    onRefused.mockClear();
  });
  afterEach(removeFakeBrowser);

  const open = () =>
    openEventStream({
      url: "/api/events",
      resumeFrom: () => lastId,
      onEvent: (event) => {
        events.push(event);
        lastId = event.id ?? lastId;
      },
      onState: ({ kind }) => states.push(kind),
      onRefused,
    });

  it("starts at now and passes on what comes", () => {
    open();
    FakeEventSource.last.accept();
    FakeEventSource.last.send("conversation", { id: "a" }, "17");
    expect(FakeEventSource.last.url).toBe("/api/events");
    expect(events).toEqual([{ type: "conversation", id: "17", data: '{"id":"a"}' }]);
    expect(states).toEqual(["connecting", "live"]);
  });

  it("goes on from the last event after a break, waiting longer each time", async () => {
    open();
    FakeEventSource.last.accept();
    FakeEventSource.last.send("ready", {}, "5");
    for (const delay of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      FakeEventSource.last.fail();
      const opened = FakeEventSource.opened.length;
      await vi.advanceTimersByTimeAsync(delay - 1);
      expect(FakeEventSource.opened).toHaveLength(opened);
      await vi.advanceTimersByTimeAsync(1);
      expect(FakeEventSource.opened).toHaveLength(opened + 1);
    }
    expect(FakeEventSource.last.url).toBe("/api/events?lastEventId=5");
    FakeEventSource.last.accept();
    await vi.advanceTimersByTimeAsync(6_000);
    FakeEventSource.last.fail();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(FakeEventSource.open).toHaveLength(1);
  });

  it("doesn't hammer a server that accepts and hangs up at once", async () => {
    open();
    for (let seconds = 0; seconds < 60; seconds += 1) {
      if (FakeEventSource.last.readyState === 0) {
        FakeEventSource.last.accept();
        FakeEventSource.last.fail();
      }
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(FakeEventSource.opened.length).toBeLessThan(8);
  });

  it("says when the server refuses, and tries again all the same", async () => {
    open();
    FakeEventSource.last.fail({ refused: true });
    expect(onRefused).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(FakeEventSource.opened).toHaveLength(2);
  });

  it("connects at once when somebody asks for it", () => {
    const stream = open();
    FakeEventSource.last.fail();
    stream.retryNow();
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(FakeEventSource.open).toHaveLength(1);
  });

  it("rests while offline and returns with the network", async () => {
    open();
    FakeEventSource.last.accept();
    browser.goOffline();
    expect(FakeEventSource.open).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeEventSource.opened).toHaveLength(1);
    browser.goOnline();
    FakeEventSource.last.accept();
    expect(states.at(-1)).toBe("live");
  });

  it("doesn't trust a connection that slept through", async () => {
    open();
    FakeEventSource.last.accept();
    vi.setSystemTime(Date.now() + 10 * 60_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(FakeEventSource.open).toHaveLength(1);
  });

  it("is over when it's closed", async () => {
    const stream = open();
    FakeEventSource.last.fail();
    stream.close();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeEventSource.open).toHaveLength(0);
    expect(FakeEventSource.opened).toHaveLength(1);
  });
});
