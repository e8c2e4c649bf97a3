import { useSyncExternalStore } from "react";
import type { StreamState } from "./event-stream";

/** What people are told about the connection. `back` shows for a moment after a gap was closed. */
export type Connection = StreamState | { kind: "back"; newMessages: number };

let current: Connection = { kind: "connecting" };
const listeners = new Set<() => void>();

export function setConnection(next: Connection): void {
  current = next;
  for (const listener of listeners) listener();
}

/** The connection to live updates, for bars and the sync line. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, read, readOnServer);
}

const onServer: Connection = { kind: "connecting" };
const readOnServer = () => onServer;
const read = () => current;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
