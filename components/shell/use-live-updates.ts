import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type { EventStream } from "@/lib/client/live/event-stream";
import { startLiveUpdates } from "@/lib/client/live/live-updates";

/** Keeps the cache current for as long as the inbox is on screen. Returns what "Retry now" does. */
export function useLiveUpdates(): () => void {
  const client = useQueryClient();
  const stream = useRef<EventStream | null>(null);
  useEffect(() => {
    const started = startLiveUpdates(client);
    stream.current = started;
    return () => started.close();
  }, [client]);
  return useCallback(() => stream.current?.retryNow(), []);
}
