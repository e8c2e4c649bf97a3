/** Whose words, for which conversation, to whom: a text to the contact or an internal note. */
export type DraftKey = { personId: string; conversationId: string; kind: "message" | "note" };

/** What the server keeps. */
export type ServerDraft = { text: string; updatedAt: string };

/** The copy in this browser. An empty text is kept until the server knows that the draft is gone. */
export type LocalDraft = {
  text: string;
  /** Milliseconds since 1970, by this machine's clock. */
  changedAt: number;
  /** The server has exactly this text. */
  isSaved: boolean;
  /** Which state of the server's draft this one grew from; null when there was none. */
  basedOn: string | null;
};

/**
 * Which of two drafts goes on. A local copy that the server has taken gives way to whatever the server says now:
 * it was changed or sent on another device. Unsaved words win over the state they grew from, and otherwise the
 * later of the two wins.
 */
export function newestDraft(local: LocalDraft | null, server: ServerDraft | null): LocalDraft | null {
  if (!local || local.isSaved) return server ? fromServer(server) : null;
  if (!server || server.updatedAt === local.basedOn) return local;
  return Date.parse(server.updatedAt) > local.changedAt ? fromServer(server) : local;
}

export function readDraft(key: DraftKey): LocalDraft | null {
  const name = storageName(key);
  if (!copies.has(name)) copies.set(name, load(name));
  return copies.get(name) ?? null;
}

/** Keeps what a person has just typed. Synchronous: after it returns a crash loses nothing. */
export function writeDraft(key: DraftKey, text: string): void {
  const before = readDraft(key);
  if ((before?.text ?? "") === text) return;
  keepDraft(key, { text, changedAt: Date.now(), isSaved: false, basedOn: before?.basedOn ?? null });
}

/**
 * Gives words back that couldn't leave, in front of what was typed since, so that neither is lost.
 * Works for conversations that aren't on screen any more.
 */
export function returnToDraft(key: DraftKey, text: string): void {
  const since = readDraft(key)?.text ?? "";
  writeDraft(key, since === "" || since === text ? text : `${text}\n${since}`);
}

/** Replaces the local copy as a whole; null forgets it. */
export function keepDraft(key: DraftKey, draft: LocalDraft | null): void {
  const name = storageName(key);
  copies.set(name, draft);
  store(name, draft);
  for (const listener of listeners) listener();
}

export function subscribeToDrafts(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) window.addEventListener("storage", takeFromOtherTab);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("storage", takeFromOtherTab);
  };
}

const PREFIX = "replydesk:draft:";
const copies = new Map<string, LocalDraft | null>();
const listeners = new Set<() => void>();

function storageName({ personId, conversationId, kind }: DraftKey): string {
  return `${PREFIX}${personId}:${conversationId}:${kind}`;
}

function fromServer(server: ServerDraft): LocalDraft {
  return {
    text: server.text,
    changedAt: Date.parse(server.updatedAt),
    isSaved: true,
    basedOn: server.updatedAt,
  };
}

function takeFromOtherTab(event: StorageEvent): void {
  if (!event.key?.startsWith(PREFIX)) return;
  copies.set(event.key, parse(event.newValue));
  for (const listener of listeners) listener();
}

function load(name: string): LocalDraft | null {
  try {
    return parse(localStorage.getItem(name));
  } catch {
    // Storage can be switched off; drafts then live in memory and on the server.
    return null;
  }
}

function store(name: string, draft: LocalDraft | null): void {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch {
    // Full or switched off: memory and the server still have it.
  }
}

function parse(stored: string | null): LocalDraft | null {
  if (stored === null) return null;
  try {
    const value: unknown = JSON.parse(stored);
    return isLocalDraft(value) ? value : null;
  } catch {
    return null;
  }
}

function isLocalDraft(value: unknown): value is LocalDraft {
  return (
    typeof value === "object" &&
    value !== null &&
    "text" in value &&
    typeof value.text === "string" &&
    "changedAt" in value &&
    typeof value.changedAt === "number" &&
    "isSaved" in value &&
    "basedOn" in value
  );
}
