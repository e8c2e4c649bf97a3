import { useEffect } from "react";
import { callApi } from "./api";
import { newClientId } from "./new-client-id";

/** Well within the minute after which the server takes a silent window for closed. */
const SAY_EVERY_MS = 20_000;
/** Going from one conversation to the next is one thing to say, not two. */
const SETTLE_MS = 100;

/** What this window shows, and the name it goes by for as long as the page lives. */
const shown: { conversationId: string | null; windowId?: string; timer?: ReturnType<typeof setTimeout> } = {
  conversationId: null,
};

/**
 * Tells the server which conversation is on screen in this window, for as long as it is: what comes in there is
 * completed sooner. A window in the background says nothing, and after a minute it doesn't count.
 */
export function usePresence(conversationId: string): void {
  useEffect(() => {
    show(conversationId);
    const timer = setInterval(say, SAY_EVERY_MS);
    document.addEventListener("visibilitychange", say);
    window.addEventListener("pagehide", leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
      window.removeEventListener("pagehide", leave);
      show(null);
    };
  }, [conversationId]);
}

function show(conversationId: string | null): void {
  shown.conversationId = conversationId;
  clearTimeout(shown.timer);
  shown.timer = setTimeout(say, SETTLE_MS);
}

function say(): void {
  if (document.visibilityState !== "visible") return;
  shown.windowId ??= newClientId();
  const { windowId, conversationId } = shown;
  // It's said again soon; nothing on screen depends on it.
  callApi<null>("PUT", "/api/presence", { body: { windowId, conversationId } }).catch(() => undefined);
}

function leave(): void {
  if (!shown.windowId) return;
  const path = `/api/presence?windowId=${shown.windowId}`;
  void fetch(path, { method: "DELETE", keepalive: true }).catch(() => undefined);
}
