import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventStream, StreamState } from "@/lib/client/live/event-stream";
import { openSharedStream } from "@/lib/client/live/shared-stream";
import { FakeChannel, FakeEventSource, installFakeBrowser, removeFakeBrowser } from "./fake-browser";

interface Tab {
  stream: EventStream;
  heard: string[];
  states: StreamState["kind"][];
  channel: FakeChannel;
}

describe("one stream for all tabs", () => {
  let browser: ReturnType<typeof installFakeBrowser>;
  beforeEach(() => {
    browser = installFakeBrowser();
  });
  afterEach(removeFakeBrowser);

  async function openTab(): Promise<Tab> {
    const heard: string[] = [];
    const states: StreamState["kind"][] = [];
    const stream = openSharedStream({
      url: "/api/events",
      onEvent: ({ id }) => heard.push(id ?? ""),
      onState: ({ kind }) => states.push(kind),
      onRefused: () => undefined,
    });
    await vi.advanceTimersByTimeAsync(0);
    const channel = FakeChannel.all.at(-1);
    if (!channel) throw new Error("The tab has no channel.");
    return { stream, heard, states, channel };
  }

  it("opens one connection and tells every tab", async () => {
    const first = await openTab();
    const second = await openTab();
    const third = await openTab();
    expect(FakeEventSource.opened).toHaveLength(1);
    FakeEventSource.last.accept();
    FakeEventSource.last.send("conversation", {}, "7");
    expect([first.heard, second.heard, third.heard]).toEqual([["7"], ["7"], ["7"]]);
    expect(second.states.at(-1)).toBe("live");
  });

  it("tells a tab that comes later how things stand", async () => {
    await openTab();
    FakeEventSource.last.accept();
    const late = await openTab();
    expect(late.states).toContain("live");
  });

  it("hands over when the leading tab closes, going on from the last event", async () => {
    const first = await openTab();
    const second = await openTab();
    FakeEventSource.last.accept();
    FakeEventSource.last.send("conversation", {}, "7");
    first.stream.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(FakeEventSource.open).toHaveLength(1);
    expect(FakeEventSource.last.url).toBe("/api/events?lastEventId=7");
    FakeEventSource.last.accept();
    FakeEventSource.last.send("conversation", {}, "8");
    expect(second.heard).toEqual(["7", "8"]);
  });

  it("lets any tab ask to try again now", async () => {
    await openTab();
    const second = await openTab();
    FakeEventSource.last.fail();
    second.stream.retryNow();
    expect(FakeEventSource.opened).toHaveLength(2);
  });

  it("takes over from a tab that was put to sleep, and both agree when it wakes", async () => {
    const asleep = await openTab();
    const visible = await openTab();
    FakeEventSource.last.accept();
    asleep.channel.isAsleep = true;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(FakeEventSource.open).toHaveLength(1);
    FakeEventSource.last.accept();
    FakeEventSource.last.send("conversation", {}, "9");
    expect(visible.heard).toEqual(["9"]);
    asleep.channel.isAsleep = false;
    FakeEventSource.last.send("conversation", {}, "10");
    expect(asleep.heard).toEqual(["10"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeEventSource.open).toHaveLength(1);
  });

  it("doesn't take over while nobody looks at it", async () => {
    const asleep = await openTab();
    await openTab();
    FakeEventSource.last.accept();
    asleep.channel.isAsleep = true;
    browser.document.visibilityState = "hidden";
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  it("gives every tab its own where the browser has no locks", async () => {
    vi.stubGlobal("navigator", { onLine: true });
    openSharedStream({
      url: "/api/events",
      onEvent: () => undefined,
      onState: () => undefined,
      onRefused: () => undefined,
    });
    expect(FakeEventSource.opened).toHaveLength(1);
  });
});
