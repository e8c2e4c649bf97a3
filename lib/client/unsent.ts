import type { NewMessage } from "@/lib/domain/message";

/** A text on its way to the server, kept until the server has answered, so that closing the tab doesn't lose it. */
export type Unsent = {
  personId: string;
  conversationId: string;
  message: NewMessage;
  /** Milliseconds since 1970, by this machine's clock. */
  writtenAt: number;
};

const PREFIX = "replydesk:unsent:";

export function keepUnsent(unsent: Unsent): void {
  try {
    localStorage.setItem(storageName(unsent), JSON.stringify(unsent));
  } catch {
    // Full or switched off: the text is on its way all the same.
  }
}

export function forgetUnsent(unsent: Unsent): void {
  try {
    localStorage.removeItem(storageName(unsent));
  } catch {
    // Switched off: nothing was kept.
  }
}

/** What a person wrote in a conversation and the server never answered for, oldest first. */
export function readUnsent(personId: string, conversationId: string): Unsent[] {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "")
      .filter((name) => name.startsWith(`${PREFIX}${personId}:${conversationId}:`))
      .flatMap((name) => parse(localStorage.getItem(name)))
      .toSorted((a, b) => a.writtenAt - b.writtenAt);
  } catch {
    return [];
  }
}

function storageName({ personId, conversationId, message }: Unsent): string {
  return `${PREFIX}${personId}:${conversationId}:${message.clientId}`;
}

function parse(stored: string | null): Unsent[] {
  try {
    const value: unknown = JSON.parse(stored ?? "null");
    return isUnsent(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isUnsent(value: unknown): value is Unsent {
  return (
    typeof value === "object" &&
    value !== null &&
    "writtenAt" in value &&
    typeof value.writtenAt === "number" &&
    "message" in value &&
    typeof value.message === "object" &&
    value.message !== null &&
    "text" in value.message &&
    typeof value.message.text === "string"
  );
}
